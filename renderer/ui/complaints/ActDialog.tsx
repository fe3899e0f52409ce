import { Alert, Box } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import type { ComplaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { useToday } from '../office/clock-context.tsx';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { leaveField } from '../kit/index.ts';
import { useEntry } from '../entry/use-entry.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { ActFields } from './ActFields.tsx';
import { actArgs, actCommand, actField, actFields, type ActForm, type ActKind } from './complaint-acts.ts';

interface Props {
  readonly complaint: Complaint;
  readonly state: ComplaintState;
  readonly kind: ActKind;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Records one act. Refusals are shown next to their fields, and the input stays. */
export function ActDialog({ complaint, state, kind, onClose, onDone }: Props) {
  const t = useTexts();
  const entry = useEntry();
  const today = useToday();
  const [start] = useState<ActForm>(() => ({
    class: state.class,
    position: state.holder,
    on: today,
    text: '',
    number: '',
    to: '',
    about: { service: state.service, caseId: state.caseId, letterId: state.letterId },
  }));
  const [form, setForm] = useState(start);
  const [badDate, setBadDate] = useState(false);
  const bad = useRef(false);
  const own = new Set(actFields[kind]);
  const inField = (field: string | undefined): keyof ActForm | null => {
    const name = actField(field);
    return name !== null && own.has(name) ? name : null;
  };
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entry.refusals.length > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [entry.refusals]);
  const rest = entry.refusals.filter(({ field }) => inField(field) === null);

  return (
    <EntryDialog
      title={t(`complaints.action.${kind}`)}
      touched={form !== start}
      saveLabel={t('app.action.save')}
      canSave={!entry.saving && !badDate}
      onSave={() => {
        // A date is validated when its field is left, so that comes first.
        leaveField()();
        if (bad.current || entry.saving) return;
        void entry.run(actCommand(kind), actArgs(kind, complaint.id, form, start.about)).then((done) => {
          if (done) onDone();
        });
      }}
      onClose={onClose}
    >
      <Box ref={fields} sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <ActFields
          kind={kind}
          form={form}
          errorAt={(name) => {
            const refusal = entry.refusals.find(({ field }) => inField(field) === name);
            return refusal ? refusalText(t, refusal) : null;
          }}
          onChange={(part) => setForm({ ...form, ...part })}
          onInvalidDate={(invalid) => {
            bad.current = invalid;
            setBadDate(invalid);
          }}
        />
      </Box>
      {entry.failed && <Alert severity="error">{t('complaints.form.failed')}</Alert>}
      {rest.map((refusal) => (
        <Alert key={refusal.code} severity="error">
          {refusalText(t, refusal)}
        </Alert>
      ))}
    </EntryDialog>
  );
}
