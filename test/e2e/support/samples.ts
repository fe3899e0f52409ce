import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { shortDate } from '../../../shared/dates/indonesian.ts';
import { securities, urgencies } from '../../../shared/letters/letter.ts';

/** A letter as the clerk reads it from the paper, in the words and the order of the form. */
export interface PaperLetter {
  readonly sender: string;
  readonly number: string;
  /** `24/09/2026`; empty for none. */
  readonly date: string;
  readonly subject: string;
  readonly attachments?: string;
  readonly classification?: string;
  /** Place in the row of choices, from 1. */
  readonly urgency?: number;
  readonly security?: number;
  readonly receivedDate?: string;
  /** `08.12` */
  readonly receivedTime?: string;
}

const level = (levels: readonly string[], text = ''): number => levels.indexOf(text.replaceAll(' ', '-')) + 1;

function read(): readonly (PaperLetter & { readonly year: number })[] {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/letters.csv'), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy' }).data.map((row) => {
    const at = row['received_at'] ?? '';
    return {
      sender: row['sender'] ?? '',
      number: row['letter_number'] ?? '',
      date: shortDate(row['letter_date'] ?? ''),
      subject: row['subject'] ?? '',
      attachments: row['attachments'] ?? '',
      classification: row['classification'] ?? '',
      urgency: level(urgencies, row['urgency']),
      security: level(securities, row['security']),
      receivedDate: shortDate(at.slice(0, 10)),
      receivedTime: at.slice(11, 16).replace(':', '.'),
      year: Number(at.slice(0, 4)),
    };
  });
}

/** The office's sample letters, in the order of the file. */
export const samples = read();
/** Rahasia and Sangat Rahasia. */
export const isSecretSample = ({ security = 1 }: PaperLetter): boolean => security > 2;
/** The longest subject of the samples, 445 characters. */
export const longest = samples.reduce((a, b) => (a.subject.length > b.subject.length ? a : b));
