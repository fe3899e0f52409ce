import { Alert, Button, MenuItem, Stack, TextField } from '@mui/material';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { yearOf } from '../../../shared/dates/plain-date.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { papers } from '../../../shared/sheet/paper.ts';
import { signerOf } from '../../../shared/sheet/sheet-model.ts';
import { gapsAnswer, trustPaths } from '../../../shared/sync/trust-api.ts';
import { useToday } from '../office/clock-context.tsx';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';
import { useLive, useOffice } from '../office/office-context.tsx';
import { PositionField } from '../entry/PositionField.tsx';
import { useAccountName } from '../office/use-account-name.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { useNotice } from '../kit/index.ts';
import { bookOfQuery, gapRows, gapsPath } from './gap-words.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { GapsList } from './GapsList.tsx';
import { usePrintKey } from '../print/use-print-key.ts';
import { picturesReady, PrintRoot } from '../print/PrintRoot.tsx';
import { safeFileName } from '../print/print-route.ts';
import { officeIdentity } from '../print/sheet-source.ts';

const sizes = ['A4', 'F4'] as const;
type Size = (typeof sizes)[number];

/** The list of unused numbers of a book, ready to be printed: `/cetak-nomor?book=SM&year=2026&paper=A4&signer=…`. */
export function GapsPrintPage() {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const desk = useDesk();
  const info = useDeskInfo();
  const today = useToday();
  const nameOf = useAccountName();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const [proposed, setProposed] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void desk.settings().then((answer) => {
      if (!gone && answer.ok) setProposed(answer.value.signer);
    });
    return () => {
      gone = true;
    };
  }, [desk]);

  const positions = useLive((o) => o.master<Position>('position'));
  const persons = useLive((o) => o.master<Person>('person'));
  const identity = useMemo(() => officeIdentity(office), [office]);
  const book = bookOfQuery(query, yearOf(today));
  const paper: Size = sizes.find((size) => size === query.get('paper')) ?? 'A4';
  // Empty in the route means: without a name.
  const signer = query.get('signer') ?? proposed ?? identity.headPosition;
  const { value: gaps, refusal } = useServerAnswer(gapsPath(trustPaths.gaps, book), gapsAnswer);
  const change = (name: string, value: string): void => {
    setQuery((now) => new URLSearchParams({ ...Object.fromEntries(now), [name]: value }));
  };

  const word = gaps !== null ? 'ready' : refusal !== null ? 'missing' : null;
  useEffect(() => {
    if (word === null) return undefined;
    void document.fonts.ready
      .then(() => picturesReady(document))
      .then(() => {
        document.documentElement.dataset['sheet'] = word;
      });
    return () => {
      delete document.documentElement.dataset['sheet'];
    };
  }, [word]);

  const print = async (as: 'paper' | 'pdf'): Promise<void> => {
    if (!info?.prints) return window.print();
    const name = safeFileName(t('numbers.paper.fileName', { year: book.year }));
    const route = `#${gapsPath('/cetak-nomor', book)}&${new URLSearchParams({ paper, signer: signer ?? '' }).toString()}`;
    const done = await desk.print(route, as, name);
    if (!done.ok) say(refusalText(t, done.error), 'error');
  };
  usePrintKey(gaps === null ? null : () => void print('paper'));
  const { width, height } = papers[paper];
  const number = `${JSON.stringify(`${t('numbers.paper.page')} `)} counter(page) "/" counter(pages)`;
  return (
    <Stack
      direction="row"
      spacing={2}
      useFlexGap
      component="main"
      sx={{ p: 2, alignItems: 'flex-start', flexWrap: 'wrap', '& > .MuiTextField-root': { width: 200 } }}
    >
      <TextField select label={t('sheet.dialog.paper')} value={paper} onChange={(e) => change('paper', e.target.value)}>
        {sizes.map((size) => (
          <MenuItem key={size} value={size}>
            {t(`sheet.paper.${size}`)}
          </MenuItem>
        ))}
      </TextField>
      <PositionField
        label={t('numbers.paper.signer')}
        placeholder={t('numbers.paper.noSigner')}
        value={signer === '' ? null : signer}
        onChange={(position) => change('signer', position ?? '')}
        sx={{ width: 320 }}
      />
      <Button variant="contained" disabled={gaps === null} onClick={() => void print('paper')}>
        {t('sheet.dialog.print')}
      </Button>
      {info?.prints === true && (
        <Button disabled={gaps === null} onClick={() => void print('pdf')}>
          {t('numbers.savePdf')}
        </Button>
      )}
      <Button onClick={() => void navigate(gapsPath('/nomor', book))}>{t('app.action.back')}</Button>
      {refusal !== null && gaps === null && (
        <Alert severity="warning">{`${t('numbers.paper.unreachable')} ${refusalText(t, refusal)}`}</Alert>
      )}
      {gaps !== null && (
        <PrintRoot
          rule={`size: ${width}mm ${height}mm; margin: 15mm 20mm 18mm; @bottom-right { content: ${number}; font: 9pt Arimo, Arial, sans-serif; }`}
          onScreen
        >
          <GapsList
            office={identity}
            gaps={gaps}
            rows={gapRows(t, gaps, nameOf)}
            signer={signerOf({ positions, persons, signer }, today)}
            paper={paper}
          />
        </PrintRoot>
      )}
    </Stack>
  );
}
