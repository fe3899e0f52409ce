import { Autocomplete, Typography } from '@mui/material';
import { Controller } from 'react-hook-form';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { mayActFor } from '../../../shared/people/who.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { errorText, Field } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseDialogProps } from './dialog-props.ts';

/** Positions that these people hold, or stand in for, on a day. */
function heldBy(positions: readonly Position[], people: readonly string[], day: PlainDate): readonly string[] {
  return positions.flatMap((position) => (people.some((id) => mayActFor(position, id, day)) ? [position.id] : []));
}

/** The people of the office who do the team's steps of this case. */
export function TeamDialog({ known, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const today = useToday();
  const positions = useLive((office) => office.master<Position>('position'));
  const persons = useLive((office) => office.master<Person>('person'));
  const entry = useEntryForm<{ people: readonly string[] }>({
    command: 'case.team',
    start: { people: known.state.team },
    args: ({ people }) => ({ caseId: known.found.id, act: { people, positions: heldBy(positions, people, today) } }),
    onSaved: onDone,
  });
  const options = [...persons].sort((a, b) => a.name.localeCompare(b.name, 'id'));
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('cases.dialog.teamTitle')}
      confirm={t('cases.dialog.save')}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t('cases.dialog.teamText')}
      </Typography>
      <Controller
        control={entry.form.control}
        name="people"
        render={({ field, fieldState }) => (
          <Autocomplete
            multiple
            disableCloseOnSelect
            filterSelectedOptions
            options={options}
            // The stored list itself: a new one with every render would empty what is being typed.
            value={field.value as string[]}
            getOptionValue={({ id }) => id}
            noOptionsText={t('cases.dialog.teamNone')}
            getOptionLabel={({ name }) => name}
            getOptionKey={({ id }) => id}
            onChange={(_event, next) => field.onChange(next)}
            renderInput={(params) => (
              <Field {...params} autoFocus label={t('cases.dialog.teamLabel')} error={errorText(t, fieldState.error)} />
            )}
          />
        )}
      />
    </EntryDialog>
  );
}
