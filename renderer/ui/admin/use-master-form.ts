import { useState } from 'react';
import { useEntryForm, type EntryForm } from '../entry/use-entry-form.ts';
import { useNotice } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { labelOf, type MasterDoc, type Section } from './section.ts';

export type FormValues = Record<string, unknown>;

/** A form over one master document, checked and saved by its command. */
export function useMasterForm(section: Section, doc: MasterDoc, onSaved: () => void): EntryForm<FormValues> {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  // The version the person is looking at: another administrator's change meanwhile is not overwritten unseen.
  const [base] = useState(() => office.versionOf(section.type, doc.id));
  return useEntryForm<FormValues>({
    command: `${section.type}.save`,
    start: { ...section.blank, ...doc },
    args: (form) => ({ doc: { ...form, id: doc.id } }),
    fieldOf: (path) => (section.fields.some(({ name }) => name === path.split('.')[0]) ? path : null),
    base,
    onSaved: (form) => {
      say(t('admin.master.saved', { what: labelOf({ ...form, id: doc.id }) }));
      onSaved();
    },
  });
}
