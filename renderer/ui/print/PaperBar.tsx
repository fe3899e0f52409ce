import { Button, MenuItem, Stack, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../texts/index.ts';
import { usePrintKey } from './use-print-key.ts';
import { listPapers, type ListPaper, type PaperPrinting } from './use-paper-page.ts';

interface Props {
  readonly paper: ListPaper;
  readonly ready: boolean;
  readonly printing: PaperPrinting;
  readonly route: string;
  readonly fileName: string;
  /** Where "Kembali" leads. */
  readonly back: string;
  readonly onPaper: (paper: string) => void;
  /** Saves the paper as a Word file; absent: there is none of it. */
  readonly onDocx?: () => void;
  /** What else can be chosen, before the paper. */
  readonly choices?: ReactNode;
  readonly children: ReactNode;
}

/** The choices above a page that is about to be printed: paper, print, PDF, Word, back. */
export function PaperBar(props: Props) {
  const { paper, ready, printing, route, fileName, back, onPaper, onDocx, choices, children } = props;
  const t = useTexts();
  const navigate = useNavigate();
  const print = (): void => void printing.print('paper', route, fileName);
  usePrintKey(ready ? print : null);
  return (
    <Stack
      direction="row"
      spacing={2}
      useFlexGap
      component="main"
      sx={{ p: 2, alignItems: 'flex-start', flexWrap: 'wrap', '& > .MuiTextField-root': { width: 200 } }}
    >
      {choices}
      <TextField select label={t('sheet.dialog.paper')} value={paper} onChange={(e) => onPaper(e.target.value)}>
        {listPapers.map((size) => (
          <MenuItem key={size} value={size}>
            {t(`sheet.paper.${size}`)}
          </MenuItem>
        ))}
      </TextField>
      <Button variant="contained" disabled={!ready} onClick={print}>
        {t('sheet.dialog.print')}
      </Button>
      {printing.savesPdf && (
        <Button disabled={!ready} onClick={() => void printing.print('pdf', route, fileName)}>
          {t('sheet.dialog.savePdf')}
        </Button>
      )}
      {onDocx && (
        <Button disabled={!ready} onClick={onDocx}>
          {t('documents.panel.docx')}
        </Button>
      )}
      <Button onClick={() => void navigate(back)}>{t('app.action.back')}</Button>
      {children}
    </Stack>
  );
}
