import { Box, Button, MenuItem, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import type { Instruction, OfficeIdentity } from '../../../shared/office/master.ts';
import type { Position } from '../../../shared/people/people.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { agendaLabel, DateField, errorText, Field } from '../kit/index.ts';
import { useClock } from '../office/clock-context.tsx';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { EntryFrame, EntryProblems } from '../entry/EntryFrame.tsx';
import { readDraft, restoreForm } from '../entry/drafts.ts';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import {
  dispositionField,
  dueBeforeDate,
  instructionsOf,
  isTouched,
  type DispositionDraft,
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
  readonly onDone: () => void;
}

/** Writes a disposition in a dialog over the letter. */
export function DispositionForm({ onClose, ...props }: Props & { readonly onClose: () => void }) {
  const t = useTexts();
  const { entry, restored, fields } = useDisposition(props);
  return (
    <EntryDialog
      title={t(`dispositions.form.${props.task.kind}Title`)}
      entry={entry}
      confirm={t('dispositions.form.save')}
      hint={restored ? t('app.entry.restored') : undefined}
      onClose={onClose}
    >
      {fields}
    </EntryDialog>
  );
}

/** Writes a disposition beside the letter, one letter after the other. */
export function DispositionCard(props: Props) {
  const t = useTexts();
  const { entry, restored, fields } = useDisposition(props);
  return (
    <EntryFrame entry={entry} label={t(`dispositions.form.${props.task.kind}Title`)}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        {restored && <Typography variant="caption">{t('app.entry.restored')}</Typography>}
        {fields}
        <EntryProblems entry={entry} />
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button type="submit" variant="contained" disabled={entry.saving}>
            {t('dispositions.form.save')}
          </Button>
        </Box>
      </Box>
    </EntryFrame>
  );
}

/** A disposition while it is written: by whom, to whom and until when, what is asked, and the note. */
function useDisposition({ letter, task, onDone }: Props) {
  const t = useTexts();
  const office = useOffice();
  const clock = useClock();
  const names = useNames();
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
  const key = `lembar.draft.disposition.${office.account.id}.${letter.id}.${task.kind}`;
  const [left] = useState(() => readDraft(office.drafts, key));
  const [start] = useState<DispositionDraft>(() => {
    const head = office.master<OfficeIdentity>('office')[0]?.headPosition ?? null;
    const from =
      task.kind === 'forward'
        ? task.from
        : task.kind === 'transcribe'
          ? likelyWriter(letter.facts, head, letter.addressedTo)
          : (office.who().position ?? null);
    const empty = { from, to: [], ticked: [], free: '', note: '', date: todayWib(clock.now()) };
    return restoreForm(left ?? {}, empty);
  });
  const entry = useEntryForm<DispositionDraft>({
    command: `disposition.${task.kind}`,
    start,
    args: (draft) => ({
      letterId: letter.id,
      from: draft.from ?? '',
      to: draft.to,
      instructions: instructionsOf(
        draft,
        instructions.map(({ text }) => text),
      ),
      note: draft.note,
      date: draft.date ?? '',
      ...(task.kind === 'forward' ? { parent: task.parent } : {}),
      ...(task.kind === 'transcribe'
        ? { parent: draft.from === null ? null : (parentFor(letter.facts, draft.from)?.id ?? null) }
        : {}),
    }),
    fieldOf: dispositionField,
    acting: task.kind === 'transcribe' ? undefined : (start.from ?? undefined),
    draft: {
      key,
      // What is written on a secret letter stays in memory alone.
      kept: ({ to, ticked, free, note, ...rest }) =>
        isSecret(letter.security) || !isTouched({ to, ticked, free, note, ...rest })
          ? null
          : { to, ticked, free, note },
    },
    onSaved: onDone,
  });
  const draft = entry.values;
  const { errors } = entry.form.formState;
  const change = <K extends keyof DispositionDraft>(name: K, value: DispositionDraft[K]): void =>
    entry.form.setValue(name, value as never, { shouldDirty: true });
  const parent = task.kind === 'transcribe' && draft.from !== null ? parentFor(letter.facts, draft.from) : null;
  /** What is missing is said in the words of this form. */
  function errorAt(name: 'from' | 'to' | 'date' | 'free' | 'note'): string | null {
    if (errors[name] === undefined) return null;
    if (name === 'from' && draft.from === null) return t('dispositions.form.noWriter');
    if (name === 'to' && draft.to.length === 0) return t('dispositions.form.noRecipient');
    return name === 'date' && draft.date === null ? t('dispositions.form.missingDate') : errorText(t, errors[name]);
  }

  const fields = (
    <>
      <Typography variant="body2" color="textSecondary">
        {t('dispositions.form.letter', { agenda: agendaLabel(t, letter.agenda), sender: letter.sender.name })}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) 190px', gap: 1.5 }}>
        <TextField
          select
          label={t(task.kind === 'transcribe' ? 'dispositions.form.writer' : 'dispositions.form.from')}
          value={draft.from ?? ''}
          disabled={writers.length < 2}
          onChange={({ target }) => change('from', target.value)}
          error={errorAt('from') !== null}
          helperText={
            errorAt('from') ??
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
          onChange={(date) => change('date', date)}
          error={errorAt('date')}
        />
      </Box>
      <RecipientPicker
        from={draft.from}
        positions={positions}
        names={names}
        value={draft.to}
        late={dueBeforeDate(draft)}
        error={errorAt('to')}
        onChange={(to) => change('to', to)}
      />
      <InstructionPicker
        instructions={instructions}
        ticked={draft.ticked}
        free={draft.free}
        onTicked={(ticked) => change('ticked', ticked)}
        onFree={(free) => change('free', free)}
      />
      <Field
        label={t('dispositions.form.note')}
        multiline
        minRows={3}
        maxRows={10}
        value={draft.note}
        onChange={({ target }) => change('note', target.value)}
        error={errorAt('note')}
      />
    </>
  );
  return { entry: { ...entry, touched: isTouched(draft) }, restored: left !== null, fields };
}
