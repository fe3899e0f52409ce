import { useEffect, useRef, useState } from 'react';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import type { Refusal } from '../../../shared/refusal.ts';
import { useOffice } from '../office/office-context.tsx';
import { leaveField } from '../kit/index.ts';
import { dropComplaintDraft, keepComplaintDraft, type ComplaintDraft } from './complaint-draft.ts';
import { hasTyped, recordArgs, type ComplaintForm } from './complaint-form.ts';
import { showComplaintRefusals } from './complaint-refusals.ts';

export interface ComplaintFormState {
  readonly form: UseFormReturn<ComplaintForm>;
  readonly typed: boolean;
  readonly secret: boolean;
  readonly saving: boolean;
  readonly trouble: 'failed' | 'badDate' | null;
  /** Refusals that belong to no field. */
  readonly refusals: readonly Refusal[];
  readonly markDate: (invalid: boolean) => void;
  readonly save: () => Promise<void>;
}

/** One complaint being recorded: its text, its ids, and the single function that saves it. */
export function useComplaintForm(
  start: ComplaintDraft,
  place: string,
  onSaved: (id: string) => void,
): ComplaintFormState {
  const office = useOffice();
  const form = useForm<ComplaintForm>({ defaultValues: start.form });
  const values = useWatch({ control: form.control, compute: (all) => all });
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [trouble, setTrouble] = useState<ComplaintFormState['trouble']>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const busy = useRef(false);
  const badDate = useRef(false);
  const { opId, complaintId } = start;

  useEffect(() => {
    if (!saved) keepComplaintDraft(office.drafts, place, { opId, complaintId, form: values });
  }, [office, place, opId, complaintId, values, saved]);
  async function save(): Promise<void> {
    if (busy.current || saved) return;
    const goBack = leaveField();
    form.clearErrors();
    setRefusals([]);
    setTrouble(null);
    if (badDate.current) {
      goBack();
      return setTrouble('badDate');
    }
    busy.current = true;
    setSaving(true);
    try {
      const result = await office.run('complaint.record', recordArgs(form.getValues(), complaintId), { opId });
      if (result.ok) {
        dropComplaintDraft(office.drafts, place);
        setSaved(true);
        onSaved(complaintId);
      } else {
        setRefusals(showComplaintRefusals(result.error, form.setError));
      }
    } catch (fault) {
      // Disk or program failed: the same ids again are the same complaint, so a retry is always safe.
      console.error(fault);
      setTrouble('failed');
    } finally {
      busy.current = false;
      setSaving(false);
      goBack();
    }
  }

  return {
    form,
    typed: !saved && hasTyped(values),
    secret: values.secret,
    saving,
    trouble,
    refusals,
    save,
    markDate: (invalid) => {
      badDate.current = invalid;
    },
  };
}
