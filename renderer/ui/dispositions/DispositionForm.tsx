import { Alert, Box, MenuItem, TextField, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Instruction, OfficeIdentity } from '../../../shared/office/master.ts';
import type { Position } from '../../../shared/people/people.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { agendaLabel, DateField, Field, leaveField } from '../kit/index.ts';
import { useClock } from '../office/clock-context.tsx';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntry } from '../entry/use-entry.ts';
import { useNames } from '../office/use-names.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import {
  draftProblems,
  dueBeforeDate,
  instructionsOf,
  isTouched,
  type DispositionDraft,
  type DraftProblem,
} from './disposition-draft.ts';
import { InstructionPicker } from './InstructionPicker.tsx';
import { RecipientPicker } from './RecipientPicker.tsx';
import { likelyWriter, parentFor } from './recipients.ts';

/** What kind of disposition is written: an own one, one passed on, or one typed in from the sheet. */
export type DispositionTask =
  | { readonly kind: 'issue' }
  | { readonly kind: 'forward'; readonly parent: string; readonly from: string }
  | { readonly kind: 'transcribe' };

interface Props {
  readonly letter: Letter;
  readonly task: DispositionTask;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Writes a disposition: by whom, to whom and until when, what is asked, and the note. */
export function DispositionForm({ letter, task, onClose, onDone }: Props) {
  const t = useTexts();
  const office = useOffice();
  const clock = useClock();
  const names = useNames();
  const entry = useEntry();
  const positions = useLive((o) => o.master<Position>('position'));
  const instructions = useLive((o) => o.master<Instruction>('instruction'))
    .filter(({ closed }) => !closed)
    .sort((a, b) => a.order - b.order);
  const ownPositions = useLive((o) => o.who()).positions;
  const writers =
    task.kind === 'transcribe'
      ? positions.filter(({ closedOn }) => closedOn === null).map(({ id }) => id)
      : task.kind === 'forward'
        ? [task.from]
        : ownPositions;
  const [draft, setDraft] = useState<DispositionDraft>(() => {
    const head = office.master<OfficeIdentity>('office')[0]?.headPosition ?? null;
    const from =
      task.kind === 'forward'
        ? task.from
        : task.kind === 'transcribe'
          ? likelyWriter(letter.facts, head, letter.addressedTo)
          : (office.who().position ?? null);
    return { from, to: [], ticked: [], free: '', note: '', date: todayWib(clock.now()) };
  });
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [badDue, setBadDue] = useState(false);
  const invalid = useRef(new Set<string>());
  const change = (part: Partial<DispositionDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const problem = (code: DraftProblem): string | null =>
    problems.includes(code) ? t(`dispositions.form.${code}`) : null;
  const mark = (key: string, bad: boolean): void => {
    if (bad) invalid.current.add(key);
    else invalid.current.delete(key);
  };
  const parent = task.kind === 'transcribe' && draft.from !== null ? parentFor(letter.facts, draft.from) : null;

  async function save(): Promise<void> {
    const goBack = leaveField();
    const found = draftProblems(draft);
    setProblems(found);
    setBadDue(invalid.current.size > 0);
    if (found.length > 0 || invalid.current.size > 0 || draft.from === null) return goBack();
    const args = {
      letterId: letter.id,
      from: draft.from,
      to: draft.to,
      instructions: instructionsOf(
        draft,
        instructions.map(({ text }) => text),
      ),
      note: draft.note,
      date: draft.date,
      ...(task.kind === 'forward' ? { parent: task.parent } : {}),
      ...(task.kind === 'transcribe' ? { parent: parent?.id ?? null } : {}),
    };
    const acting = task.kind === 'transcribe' ? undefined : draft.from;
    if (await entry.run(`disposition.${task.kind}`, args, acting === undefined ? {} : { acting })) onDone();
    else goBack();
  }

  return (
    <EntryDialog
      title={t(`dispositions.form.${task.kind}Title`)}
      touched={isTouched(draft)}
      saveLabel={t('dispositions.form.save')}
      canSave={!entry.saving}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t('dispositions.form.letter', { agenda: agendaLabel(t, letter.agenda), sender: letter.sender.name })}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) 190px', gap: 1.5 }}>
        <TextField
          select
          label={t(task.kind === 'transcribe' ? 'dispositions.form.writer' : 'dispositions.form.from')}
          value={draft.from ?? ''}
          disabled={writers.length < 2}
          onChange={({ target }) => change({ from: target.value })}
          error={problem('noWriter') !== null}
          helperText={
            problem('noWriter') ??
            (task.kind === 'transcribe'
              ? parent === null
                ? t('dispositions.form.opens')
                : t('dispositions.form.continues', { from: names.title(parent.from), date: longDate(parent.date) })
              : undefined)
          }
        >
          {writers.map((id) => (
            <MenuItem key={id} value={id}>
              {names.title(id)}
            </MenuItem>
          ))}
        </TextField>
        <DateField
          label={t('dispositions.form.date')}
          required
          value={draft.date}
          onChange={(date) => change({ date })}
          onInvalid={(bad) => mark('date', bad)}
          error={problem('missingDate')}
        />
      </Box>
      <RecipientPicker
        from={draft.from}
        positions={positions}
        names={names}
        value={draft.to}
        late={dueBeforeDate(draft)}
        error={problem('noRecipient')}
        onChange={(to) => change({ to })}
        onInvalidDue={mark}
      />
      <InstructionPicker
        instructions={instructions}
        ticked={draft.ticked}
        free={draft.free}
        onTicked={(ticked) => change({ ticked })}
        onFree={(free) => change({ free })}
      />
      <Field
        label={t('dispositions.form.note')}
        multiline
        minRows={3}
        maxRows={10}
        value={draft.note}
        onChange={({ target }) => change({ note: target.value })}
      />
      {badDue && <Alert severity="error">{t('dispositions.form.badDue')}</Alert>}
      {entry.failed && <Alert severity="error">{t('letters.register.failed')}</Alert>}
      {entry.refusals.map((refusal) => (
        <Alert key={refusal.code} severity="error">
          {refusalText(t, refusal)}
        </Alert>
      ))}
    </EntryDialog>
  );
}
