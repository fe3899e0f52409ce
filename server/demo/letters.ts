import Papa from 'papaparse';
import { letterHeader } from '../../shared/letters/header.ts';
import type { RegisterArgs } from '../../shared/letters/register.ts';
import { securities, urgencies, type Security, type Urgency } from '../../shared/letters/letter.ts';

export interface DemoLetter {
  readonly args: Omit<RegisterArgs, 'letterId'>;
  /** Which of the published services it asks for; empty for neither. */
  readonly service: string;
}

type Row = Readonly<Record<string, string>>;

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const code = text.replaceAll(' ', '-');
  const found = known.find((item) => item === code);
  if (!found) throw new Error(`letters.csv: unknown level "${text}"`);
  return found;
}

/** Reads `letters.csv`, oldest receipt first; `received_at` is WIB. */
export function readDemoLetters(text: string): readonly DemoLetter[] {
  const rows = Papa.parse<Row>(text, { header: true, skipEmptyLines: 'greedy' }).data;
  const seen = new Set<string>();
  return rows
    .toSorted((a, b) => ((a['received_at'] ?? '') < (b['received_at'] ?? '') ? -1 : 1))
    .map((row): DemoLetter => {
      const at = row['received_at'] ?? '';
      const key = `${row['sender']} ${row['letter_number']} ${row['letter_date']}`;
      const again = seen.has(key);
      seen.add(key);
      const security = oneOf<Security>(securities, row['security'] ?? '');
      return {
        service: row['service'] ?? '',
        args: {
          ...letterHeader.blank,
          received: { date: at.slice(0, 10), time: at.slice(11, 16) },
          sender: { agencyId: null, name: row['sender'] ?? '' },
          letterNumber: row['letter_number'] ?? '',
          letterDate: row['letter_date'] || null,
          subject: row['subject'] ?? '',
          attachments: row['attachments'] ?? '',
          urgency: oneOf<Urgency>(urgencies, row['urgency'] ?? ''),
          security,
          classification: row['classification'] ?? '',
          delivery: 'langsung',
          addressedTo: ['kepala-dinas'],
          duplicateReason: again ? 'Surat yang sama diantar kembali oleh pengirim' : null,
        },
      };
    });
}
