import { Checkbox, FormControlLabel } from '@mui/material';
import { correctedAct } from '../../../shared/complaints/corrected.ts';
import type { Complaint, ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { FormDate, FormField } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import { ActFields } from './ActFields.tsx';
import { actArgs, actField, type ActForm } from './complaint-acts.ts';

export type Correctable = Exclude<ComplaintAct, { readonly kind: 'correct' | 'link' }>;

interface Props {
  readonly complaint: Complaint;
  /** The act, or null for the complaint itself: the day of its receipt, its subject and text. */
  readonly act: Correctable | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function startOf(complaint: Complaint, act: Correctable | null): ActForm {
  const now = correctedAct(complaint, complaint);
  const blank = {
    ...{ class: now.class, position: null, text: '', number: '', to: '', undo: false, why: '', subject: now.subject },
    about: { service: null, caseId: null, letterId: null },
  };
  if (act === null) return { ...blank, on: now.received, text: now.text };
  const given = correctedAct<ComplaintAct>(complaint, act);
  const text = 'text' in given ? given.text : 'reason' in given ? given.reason : 'note' in given ? given.note : '';
  return {
    ...blank,
    text,
    on: 'on' in given ? given.on : null,
    class: given.kind === 'classify' ? given.class : blank.class,
    position: given.kind === 'assign' ? given.position : null,
    number: given.kind === 'reply' ? given.number : '',
    to: given.kind === 'pass-on' ? given.to : '',
  };
}

/** What the correction sets: the fields of its act, or of the complaint itself. */
function setOf(complaintId: string, act: Correctable | null, form: ActForm): unknown {
  if (act === null) return { received: form.on ?? '', subject: form.subject, text: form.text };
  return (actArgs(act.kind, complaintId, form) as { readonly act: unknown }).act;
}

/** Corrects an act of a complaint or the complaint itself, with a reason; an act that never happened is taken back. */
export function CorrectActDialog({ complaint, act, onClose, onDone }: Props) {
  const t = useTexts();
  const entry = useEntryForm<ActForm>({
    command: 'complaint.correct',
    start: startOf(complaint, act),
    args: (form) => ({
      complaintId: complaint.id,
      act: {
        of: act?.id ?? complaint.id,
        set: form.undo ? {} : setOf(complaint.id, act, form),
        ...(form.undo ? { undo: true } : {}),
        reason: form.why,
      },
    }),
    fieldOf(path) {
      if (path === 'reason') return 'why';
      const name = path.replace(/^set\./, '');
      if (act !== null) return actField(act.kind, name);
      return name === 'received' ? 'on' : name === 'subject' || name === 'text' ? name : null;
    },
    onSaved: onDone,
  });
  const { control } = entry.form;
  const { undo } = entry.values;
  return (
    <EntryDialog
      entry={entry}
      title={t('complaints.correct.title')}
      confirm={t('complaints.correct.save')}
      onClose={onClose}
    >
      {act !== null && !undo && <ActFields kind={act.kind} control={control} />}
      {act === null && (
        <>
          <FormDate control={control} name="on" label={t('complaints.field.received')} required />
          <FormField control={control} name="subject" label={t('complaints.field.subject')} required />
          <FormField control={control} name="text" label={t('complaints.field.text')} multiline minRows={3} required />
        </>
      )}
      {act !== null && (
        <FormControlLabel
          control={<Checkbox checked={undo} onChange={({ target }) => entry.form.setValue('undo', target.checked)} />}
          label={t('complaints.correct.undo')}
        />
      )}
      <FormField control={control} name="why" label={t('complaints.correct.reason')} required />
    </EntryDialog>
  );
}
