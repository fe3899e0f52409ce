import { useState } from 'react';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { missingTexts } from '../../../shared/documents/new-entry.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { useEntry } from '../entry/use-entry.ts';
import { refusalText, useTexts } from '../texts/index.ts';

/** A document while it is being written. */
export interface DocumentForm {
  readonly entry: DocumentEntry;
  readonly saving: boolean;
  /** The error at a field: `number`, `date`, `signer`, `content.hal`. */
  readonly errorAt: (field: string) => string | null;
  /** Errors of no field. */
  readonly general: string | null;
  readonly change: (part: Partial<Pick<DocumentEntry, 'number' | 'signer'>>) => void;
  /** Null: the field contains no date; nothing is recorded while it stays so. */
  readonly changeDate: (date: PlainDate | null) => void;
  readonly changeText: (key: string, text: string) => void;
  /** Records it; true when it is saved. */
  readonly save: () => Promise<boolean>;
}

const fieldOf = ({ field = '' }: Refusal): string => field.replace(/^act\./, '');

/** The state of the form of one document: it starts with the suggestion and keeps the input until it is recorded. */
export function useDocumentForm(caseId: string, place: DocumentPlace, first: DocumentEntry): DocumentForm {
  const t = useTexts();
  const record = useEntry();
  const [entry, setEntry] = useState(first);
  const [noDate, setNoDate] = useState(false);
  const [missing, setMissing] = useState<readonly Refusal[]>([]);
  const refusals = [...missing, ...record.refusals];
  const fields = new Set(['number', 'date', 'signer', ...Object.keys(first.content).map((key) => `content.${key}`)]);
  const loose = refusals.find((refusal) => !fields.has(fieldOf(refusal)));
  return {
    entry,
    saving: record.saving,
    errorAt(name) {
      const refusal = refusals.find((one) => fieldOf(one) === name);
      return refusal ? refusalText(t, refusal) : null;
    },
    general: record.failed ? t('letters.register.failed') : loose ? refusalText(t, loose) : null,
    change: (part) => setEntry((now) => ({ ...now, ...part })),
    changeDate(date) {
      setNoDate(date === null);
      if (date !== null) setEntry((now) => ({ ...now, date }));
    },
    changeText: (key, text) => setEntry((now) => ({ ...now, content: { ...now.content, [key]: text } })),
    async save() {
      const open: readonly Refusal[] = [
        ...(entry.number.trim() === '' ? [refuse('REQUIRED', { field: 'number' })] : []),
        ...missingTexts(place, entry.content),
        ...(noDate ? [refuse('NOT_A_DATE', { field: 'date' })] : []),
      ];
      setMissing(open);
      if (open.length > 0) return false;
      return record.run('case.document', { caseId, act: entry });
    },
  };
}
