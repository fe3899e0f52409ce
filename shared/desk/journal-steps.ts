import type { JournalRecord } from './journal-record.ts';

/**
 * A step from one format of the journal's records to the next. A released step is never changed. The journal is
 * append-only: what was written stays as it is and is read through the steps, and what is written from now on stands
 * behind a statement of the present format.
 */
export interface JournalStep {
  readonly to: number;
  readonly name: string;
  /** Brings a record of the format before into this one; absent: records stay as they are. */
  readonly record?: (record: JournalRecord) => JournalRecord;
}

/** The first format states nothing about itself. */
export const journalSteps: readonly JournalStep[] = [{ to: 2, name: 'the journal states its format' }];

/** The format in which this program writes. */
export const journalFormat = journalSteps.at(-1)?.to ?? 1;

/** A record as it would be written today. */
export function inPresentForm(record: JournalRecord, format: number, steps = journalSteps): JournalRecord {
  return steps.reduce((form, step) => (step.to > format && step.record ? step.record(form) : form), record);
}

/** A later program wrote the journal: it is not read half, and not changed (PROTOCOL V5). */
export class JournalIsNewer extends Error {
  override readonly name = 'JournalIsNewer';
  constructor(format: number) {
    super(
      `the journal was written by a newer version of this program (format ${format}, this one knows ${journalFormat}). ` +
        'Nothing was changed. Start that version',
    );
  }
}
