import { Alert, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { Refusal } from '../../../shared/refusal.ts';
import { enterMovesOn, saveByKeys } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import type { EntryForm } from './use-entry-form.ts';

interface Props {
  readonly entry: Pick<EntryForm<FieldValues>, 'frame' | 'submit'>;
  readonly label?: string;
  /** A form in a dialog takes no place of its own. */
  readonly inDialog?: boolean;
  /** Enter in a one-line field saves already, where little is typed. */
  readonly enterSaves?: boolean;
  readonly children: ReactNode;
}

/** The form of an entry: Enter moves on to the next field, Ctrl+Enter saves. */
export function EntryFrame({ entry: { frame, submit }, label, inDialog = false, enterSaves = false, children }: Props) {
  return (
    <Box
      component="form"
      ref={frame}
      noValidate
      autoComplete="off"
      aria-label={label}
      onKeyDownCapture={(event) => saveByKeys(event, submit)}
      onKeyDown={enterSaves ? undefined : enterMovesOn}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      sx={inDialog ? { display: 'contents' } : { pt: 1 }}
    >
      {children}
    </Box>
  );
}

interface ProblemsProps {
  readonly entry: Pick<EntryForm<FieldValues>, 'failed' | 'loose' | 'badDate' | 'doubts' | 'confirm'>;
  /** The sentence of a refusal, where the catalogue's own says too little. */
  readonly textOf?: (refusal: Refusal) => string;
}

/** Asks once whether what is unlikely is so. */
export function EntryDoubts({
  entry: { doubts, confirm },
}: {
  readonly entry: Pick<EntryForm<FieldValues>, 'doubts' | 'confirm'>;
}) {
  const t = useTexts();
  if (doubts.length === 0) return null;
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" onClick={confirm}>
          {t('app.entry.sure')}
        </Button>
      }
    >
      {t('app.entry.doubt')}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {doubts.map((refusal) => (
          <li key={`${refusal.code} ${refusal.field ?? ''}`}>{refusalText(t, refusal)}</li>
        ))}
      </Box>
    </Alert>
  );
}

/** What keeps an entry from being saved and belongs to none of its fields. */
export function EntryProblems({ entry, textOf }: ProblemsProps) {
  const t = useTexts();
  return (
    <>
      <EntryDoubts entry={entry} />
      {entry.badDate && <Alert severity="error">{t('app.entry.badDate')}</Alert>}
      {entry.failed && <Alert severity="error">{t('app.entry.failed')}</Alert>}
      {entry.loose.map((refusal) => (
        <Alert key={`${refusal.code} ${refusal.field ?? ''}`} severity="error">
          {textOf?.(refusal) ?? refusalText(t, refusal)}
        </Alert>
      ))}
    </>
  );
}
