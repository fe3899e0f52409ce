import { Autocomplete, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import type { LetterLine } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';
import { agendaLabel, ConfirmDialog, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { entryError, type CaseDialogProps } from './dialog-props.ts';

const maxListed = 30;

/** Another letter that belongs to the case: papers sent later, an answer, the same request written again. */
export function LinkLetterDialog({ known, entry, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const office = useOffice();
  const [text, setText] = useState('');
  const [letter, setLetter] = useState<LetterLine | null>(null);
  const options = useMemo(() => {
    const list = office.letters({ text });
    const lines = Array.from({ length: Math.min(maxListed, list.total) }, (_, at) => list.line(at));
    return lines.flatMap((line) => (line && !line.hidden && !known.state.letters.includes(line.id) ? [line] : []));
  }, [office, text, known.state.letters]);
  return (
    <ConfirmDialog
      open
      title={t('cases.dialog.linkTitle')}
      confirm={t('cases.dialog.save')}
      disabled={entry.saving || letter === null}
      onClose={onClose}
      onConfirm={() => {
        const args = { caseId: known.found.id, act: { letterId: letter?.id ?? '' } };
        void entry.run('case.link', args).then((done) => done && onDone());
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t('cases.dialog.linkText')}
      </Typography>
      <Autocomplete
        options={options}
        // The office searches; what it found is offered as it is.
        filterOptions={(all) => all}
        value={letter}
        onChange={(_event, next) => setLetter(next)}
        onInputChange={(_event, next, reason) => {
          if (reason === 'input') setText(next);
        }}
        noOptionsText={t('cases.dialog.linkNone')}
        getOptionLabel={(line) => `${agendaLabel(t, line.agenda)} · ${line.sender} · ${line.subject}`}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(option, other) => option.id === other.id}
        renderInput={(params) => (
          <Field
            {...params}
            autoFocus
            label={t('cases.dialog.linkLabel')}
            error={entryError(t, entry, 'letterId', true)}
          />
        )}
      />
    </ConfirmDialog>
  );
}
