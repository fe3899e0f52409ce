import {
  Alert,
  Box,
  Button,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  MenuItem,
  Radio,
  RadioGroup,
  TextField,
  Typography,
} from '@mui/material';
import { useMemo, useState } from 'react';
import type { DeskSettings } from '../../../shared/desk/desk.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { givenEditions } from '../../../shared/sheet/given-sheet.ts';
import { usePrintKey } from './use-print-key.ts';
import { paperSizes, type PaperSize } from '../../../shared/sheet/paper.ts';
import type { SheetKind, SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { useToday } from '../office/clock-context.tsx';
import { useDeskInfo } from '../office/desk-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { PositionField } from '../entry/PositionField.tsx';
import { useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { PrintHere } from './PrintHere.tsx';
import { proposedKind, proposedPaper, proposedSigner, sheetHints } from './sheet-choice.ts';
import { SheetPreview } from './SheetPreview.tsx';
import { officeIdentity, sheetOf } from './sheet-source.ts';
import { useSheetPrinting, type PrintAs } from './use-sheet-printing.ts';

interface Props {
  readonly letter: Letter;
  readonly settings: DeskSettings | null;
  readonly onClose: () => void;
}

/** The choices at the left, the sheet as it will come out at the right. */
export function PrintForm({ letter, settings, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const today = useToday();
  const info = useDeskInfo();
  const { printId, busy, print } = useSheetPrinting();
  const [kind, setKind] = useState<SheetKind>(() => proposedKind(letter));
  const [paper, setPaper] = useState<PaperSize>(() => proposedPaper(settings?.paper));
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [pages, setPages] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [here, setHere] = useState<{ readonly model: SheetModel; readonly title: string } | null>(null);

  const proposed = proposedSigner(letter, kind, settings?.signer ?? null, officeIdentity(office).headPosition);
  const signer = chosen === undefined ? proposed : chosen;
  const [again, setAgain] = useState<string | null>(null);
  const editions = useMemo(() => givenEditions(letter), [letter]);
  const wanted = editions.find(({ print: { id } }) => id === again);
  const request = useMemo(
    () => ({ letterId: letter.id, kind: wanted?.print.sheet ?? kind, paper, signer, today, again }),
    [letter.id, wanted, kind, paper, signer, today, again],
  );
  const sheet = useMemo(() => sheetOf(office, letter, { ...request, printId }), [office, letter, request, printId]);

  const start = async (as: PrintAs): Promise<void> => {
    setError(null);
    const fileName = ({ agendaNumber, provisional }: SheetModel): string =>
      t('sheet.dialog.fileName', {
        agenda: agendaNumber ?? provisional ?? letter.id,
        kind: t(`sheet.dialog.fileKind.${request.kind}`),
      });
    const printed = await print(request, as, fileName);
    switch (printed.is) {
      case 'refused':
        return setError(refusalText(t, printed.refusal));
      case 'here':
        return setHere(printed);
      case 'cancelled':
        return say(t('sheet.dialog.cancelled'), 'info');
      case 'done':
        return say(t('sheet.dialog.recorded'));
    }
  };
  const ownDialog = info?.prints === false;
  const unready = busy || !sheet.ok || pages === null;
  usePrintKey(unready ? null : () => void start('paper'));
  return (
    <>
      <DialogTitle id="print-dialog-title">{t('sheet.dialog.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', gap: 3, p: 0, overflow: 'hidden', height: '78vh' }}>
        <Box
          sx={{
            width: 300,
            flex: 'none',
            display: 'flex',
            flexDirection: 'column',
            gap: 2,
            pl: 3,
            pt: 1,
            overflow: 'auto',
          }}
        >
          <RadioGroup
            aria-label={t('sheet.dialog.kind')}
            value={kind}
            onChange={(event) => setKind(event.target.value === 'filled' ? 'filled' : 'blank')}
          >
            {(['blank', 'filled'] as const).map((value) => (
              <FormControlLabel
                key={value}
                value={value}
                disabled={again !== null}
                control={<Radio size="small" />}
                label={t(`sheet.kind.${value}`)}
              />
            ))}
          </RadioGroup>
          {editions.length > 0 && (
            <TextField
              select
              size="small"
              label={t('sheet.dialog.edition')}
              value={again ?? ''}
              onChange={({ target }) => setAgain(target.value === '' ? null : target.value)}
            >
              <MenuItem value="">{t('sheet.dialog.editionNow')}</MenuItem>
              {editions.map(({ print: { id, sheet: given, at }, edition: { no } }) => (
                <MenuItem key={id} value={id}>
                  {t('sheet.dialog.editionOf', {
                    no,
                    kind: t(`sheet.dialog.fileKind.${given}`),
                    date: longDate(at.slice(0, 10)),
                  })}
                </MenuItem>
              ))}
            </TextField>
          )}
          <TextField
            select
            size="small"
            label={t('sheet.dialog.paper')}
            value={paper}
            onChange={(event) => setPaper(proposedPaper(event.target.value))}
          >
            {paperSizes.map((size) => (
              <MenuItem key={size} value={size}>
                {t(`sheet.paper.${size}`)}
              </MenuItem>
            ))}
          </TextField>
          <PositionField
            size="small"
            label={t('sheet.dialog.signer')}
            placeholder={t('sheet.dialog.noSigner')}
            value={signer}
            onChange={setChosen}
          />
          {sheetHints(letter, kind, signer).map((hint) => (
            <Alert key={hint} severity="info">
              {t(`sheet.dialog.${hint}`)}
            </Alert>
          ))}
          {ownDialog && (
            <Typography variant="body2" color="textSecondary">
              {t('sheet.dialog.pdfHint')}
            </Typography>
          )}
          {!sheet.ok && <Alert severity="error">{refusalText(t, sheet.error)}</Alert>}
          {error !== null && <Alert severity="error">{error}</Alert>}
        </Box>
        <Box
          tabIndex={0}
          sx={{
            flex: 1,
            minWidth: 620,
            overflow: 'auto',
            bgcolor: 'action.hover',
            p: 3,
            display: 'grid',
            justifyContent: 'center',
          }}
        >
          {sheet.ok && (
            <SheetPreview
              model={sheet.value.model}
              label={t('sheet.dialog.preview')}
              pageWidth={paper === 'A4' || paper === 'F4' ? 560 : 500}
              onPages={setPages}
            />
          )}
        </Box>
      </DialogContent>
      <DialogActions>
        <Typography variant="body2" color="textSecondary" role="status" sx={{ flex: 1, pl: 2 }}>
          {busy
            ? t('sheet.dialog.busy')
            : pages === null
              ? t('sheet.dialog.laying')
              : t('sheet.dialog.pages', { count: pages })}
        </Typography>
        <Button onClick={onClose}>{t('sheet.dialog.close')}</Button>
        <Button disabled={unready} onClick={() => void start('pdf')}>
          {t('sheet.dialog.savePdf')}
        </Button>
        <Button variant="contained" autoFocus disabled={unready} onClick={() => void start('paper')}>
          {t('sheet.dialog.print')}
        </Button>
      </DialogActions>
      {here && (
        <PrintHere
          {...here}
          onDone={() => {
            setHere(null);
            say(t('sheet.dialog.recorded'));
          }}
        />
      )}
    </>
  );
}
