import { zodResolver } from '@hookform/resolvers/zod';
import { useState, type BaseSyntheticEvent } from 'react';
import { useForm, type Resolver, type UseFormReturn } from 'react-hook-form';
import { masterSchemas } from '../../../shared/office/master-args.ts';
import { useOffice } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { labelOf, type MasterDoc, type Section } from './section.ts';

export type FormValues = Record<string, unknown>;

export interface MasterForm extends UseFormReturn<FormValues> {
  /** Checks, saves, and shows each refusal next to its field. */
  readonly submit: (event?: BaseSyntheticEvent) => Promise<void>;
}

/** A form over one master document, checked by the schema of its command and saved by it. */
export function useMasterForm(section: Section, doc: MasterDoc, onSaved: () => void): MasterForm {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  // The version the person is looking at: another administrator's change meanwhile is not overwritten unseen.
  const [base] = useState(() => office.versionOf(section.type, doc.id));
  const form = useForm<FormValues>({
    // The schemas are precise; the form knows its members by name only.
    resolver: zodResolver(masterSchemas[section.type] as never) as unknown as Resolver<FormValues>,
    defaultValues: { ...section.blank, ...doc },
  });
  const submit = form.handleSubmit(async (values) => {
    const saved = { ...values, id: doc.id };
    const result = await office.run(`${section.type}.save`, { doc: saved }, { base: await base });
    if (result.ok) {
      say(t('admin.master.saved', { what: labelOf({ ...values, id: doc.id }) }));
      return onSaved();
    }
    for (const refusal of result.error) {
      const field = refusal.field?.replace(/^doc\./, '') ?? '';
      const own = section.fields.some(({ name }) => name === field.split('.')[0]);
      if (own) form.setError(field, { message: refusal.code });
      else say(refusalText(t, refusal), 'error');
    }
  });
  return { ...form, submit };
}
