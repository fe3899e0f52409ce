import { useState } from 'react';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { freezeDocument } from '../../../shared/documents/issued.ts';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { missingTexts } from '../../../shared/documents/new-entry.ts';
import { useEntryForm, type EntryForm } from '../entry/use-entry-form.ts';
import { isReadable, type TypedDate } from '../kit/index.ts';
import { digest } from '../print/sheet-source.ts';
import type { CaseSource } from './document-at-desk.ts';

/** A document while it is being written. */
export interface DocumentForm extends Omit<DocumentEntry, 'date'> {
  readonly date: TypedDate;
}

export interface WritingDocument {
  readonly entry: EntryForm<DocumentForm>;
  /** What the paper beside the form shows: the last day that could be read. */
  readonly shown: DocumentEntry;
}

/** The form of one document: it starts with the suggestion and keeps the input until it is recorded. */
export function useDocumentForm(
  source: CaseSource,
  place: DocumentPlace,
  first: DocumentEntry,
  onSaved: () => void,
): WritingDocument {
  const entry = useEntryForm<DocumentForm>({
    command: 'case.document',
    start: first,
    args: ({ date, ...rest }) => {
      const act: DocumentEntry = { ...rest, date: date ?? '' };
      const model = documentModel({ ...source, entry: act });
      // What the paper beside the form says is what is recorded, and what every later print of it says.
      return { caseId: source.found.id, act: { ...act, ...(model ? { frozen: freezeDocument(model, digest) } : {}) } };
    },
    also: ({ content }) => missingTexts(place, content),
    onSaved,
  });
  const { date } = entry.values;
  const [day, setDay] = useState<PlainDate>(first.date);
  if (date !== null && date !== day && isReadable(date)) setDay(date);
  return { entry, shown: { ...entry.values, date: day } };
}
