import { Autocomplete, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import { Controller } from 'react-hook-form';
import type { LetterLine } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';
import { agendaLabel, errorText, Field } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseDialogProps } from './dialog-props.ts';

const maxListed = 30;

/** Another letter that belongs to the case: papers sent later, an answer, the same request written again. */
export function LinkLetterDialog({ known, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const office = useOffice();
  const [text, setText] = useState('');
  const entry = useEntryForm<{ letter: LetterLine | null }>({
    command: 'case.link',
    start: { letter: null },
    args: ({ letter }) => ({ caseId: known.found.id, act: { letterId: letter?.id ?? '' } }),
    fieldOf: (path) => (path === 'letterId' ? 'letter' : null),
    onSaved: onDone,
  });
  const options = useMemo(() => {
    const list = office.letters({ text });
    const lines = Array.from({ length: Math.min(maxListed, list.total) }, (_, at) => list.line(at));
    return lines.flatMap((line) => (line && !line.hidden && !known.state.letters.includes(line.id) ? [line] : []));
  }, [office, text, known.state.letters]);
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('cases.dialog.linkTitle')}
      confirm={t('cases.dialog.save')}
      canSave={entry.values.letter !== null}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t('cases.dialog.linkText')}
      </Typography>
      <Controller
        control={entry.form.control}
        name="letter"
        render={({ field, fieldState }) => (
          <Autocomplete
            options={options}
            // The office searches; what it found is offered as it is.
            filterOptions={(all) => all}
            value={field.value}
            onChange={(_event, next) => field.onChange(next)}
            onInputChange={(_event, next, reason) => {
              if (reason === 'input') setText(next);
            }}
            noOptionsText={t('cases.dialog.linkNone')}
            getOptionLabel={(line) => `${agendaLabel(t, line.agenda)} · ${line.sender} · ${line.subject}`}
            getOptionKey={({ id }) => id}
            isOptionEqualToValue={(option, other) => option.id === other.id}
            renderInput={(params) => (
              <Field {...params} autoFocus label={t('cases.dialog.linkLabel')} error={errorText(t, fieldState.error)} />
            )}
          />
        )}
      />
    </EntryDialog>
  );
}
