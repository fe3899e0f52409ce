import { Autocomplete, Typography } from '@mui/material';
import { useState } from 'react';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { mayActFor } from '../../../shared/people/who.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { ConfirmDialog, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { entryError, type CaseDialogProps } from './dialog-props.ts';

/** Positions that these people hold, or stand in for, on a day. */
function heldBy(positions: readonly Position[], people: readonly string[], day: PlainDate): readonly string[] {
  return positions.flatMap((position) => (people.some((id) => mayActFor(position, id, day)) ? [position.id] : []));
}

/** The people of the office who do the team's steps of this case. */
export function TeamDialog({ known, entry, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const today = useToday();
  const positions = useLive((office) => office.master<Position>('position'));
  const persons = useLive((office) => office.master<Person>('person'));
  const [people, setPeople] = useState<readonly string[]>(known.state.team);
  const options = [...persons].sort((a, b) => a.name.localeCompare(b.name, 'id'));
  return (
    <ConfirmDialog
      open
      title={t('cases.dialog.teamTitle')}
      confirm={t('cases.dialog.save')}
      disabled={entry.saving}
      onClose={onClose}
      onConfirm={() => {
        const act = { people, positions: heldBy(positions, people, today) };
        void entry.run('case.team', { caseId: known.found.id, act }).then((done) => done && onDone());
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t('cases.dialog.teamText')}
      </Typography>
      <Autocomplete
        multiple
        disableCloseOnSelect
        filterSelectedOptions
        options={options}
        // The stored list itself: a new one with every render would empty what is being typed.
        value={people as string[]}
        getOptionValue={({ id }) => id}
        noOptionsText={t('cases.dialog.teamNone')}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ id }) => id}
        onChange={(_event, next) => setPeople(next)}
        renderInput={(params) => (
          <Field
            {...params}
            autoFocus
            label={t('cases.dialog.teamLabel')}
            error={entryError(t, entry, 'people', true)}
          />
        )}
      />
    </ConfirmDialog>
  );
}
