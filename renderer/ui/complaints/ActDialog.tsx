import { useState } from 'react';
import type { ComplaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { useToday } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { readDraft, restoreForm } from '../entry/drafts.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import { ActFields } from './ActFields.tsx';
import { actArgs, actCommand, actField, type ActForm, type ActKind } from './complaint-acts.ts';

interface Props {
  readonly complaint: Complaint;
  readonly state: ComplaintState;
  readonly kind: ActKind;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Records one act. What was typed stays until it is saved or thrown away, also when the window is closed. */
export function ActDialog({ complaint, state, kind, onClose, onDone }: Props) {
  const t = useTexts();
  const office = useOffice();
  const today = useToday();
  const key = `lembar.draft.act.${office.account.id}.${complaint.id}.${kind}`;
  const [before] = useState(() => ({ service: state.service, caseId: state.caseId, letterId: state.letterId }));
  const [left] = useState(() => readDraft(office.drafts, key));
  const [start] = useState<ActForm>(() => {
    const empty = {
      class: state.class,
      position: state.holder,
      on: today,
      text: '',
      number: '',
      to: '',
      about: before,
      ...{ subject: '', undo: false, why: '' },
    };
    return restoreForm(left ?? {}, empty);
  });
  const entry = useEntryForm<ActForm>({
    command: actCommand(kind),
    start,
    args: (form) => actArgs(kind, complaint.id, form, before),
    fieldOf: (path) => actField(kind, path),
    draft: {
      key,
      // A secret complaint is never kept outside of memory; a day or a choice is made again with a click.
      kept: ({ text, number, to }) =>
        complaint.secret || [text, number, to].every((typed) => typed.trim() === '') ? null : { text, number, to },
    },
    onSaved: onDone,
  });
  return (
    <EntryDialog
      entry={entry}
      title={t(`complaints.action.${kind}`)}
      confirm={t('app.action.save')}
      hint={left === null ? undefined : t('app.entry.restored')}
      onClose={onClose}
    >
      <ActFields kind={kind} control={entry.form.control} />
    </EntryDialog>
  );
}
