import { Button, MenuItem, Stack, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Position } from '../../../shared/people/people.ts';
import { papers } from '../../../shared/sheet/paper.ts';
import type { LetterLine } from '../../data/office.ts';
import { useToday } from '../app/clock-context.tsx';
import { useDesk, useDeskInfo } from '../app/desk-context.tsx';
import { useOffice } from '../app/office-context.tsx';
import { DateField, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { agendaRow, byAgendaNumber, periodText, type AgendaRow } from './agenda-rows.ts';
import { AgendaTable } from './AgendaTable.tsx';
import { picturesReady, PrintRoot } from './PrintRoot.tsx';
import { safeFileName } from './print-route.ts';
import { officeIdentity } from './sheet-source.ts';

const sizes = ['A4', 'F4'] as const;
type Size = (typeof sizes)[number];

/** The agenda book of a period, ready to be printed on landscape paper: `/cetak-agenda?from=…&to=…&paper=A4`. */
export function AgendaPrintPage() {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const desk = useDesk();
  const info = useDeskInfo();
  const today = useToday();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const day = (name: string, otherwise: string): string => {
    const given = query.get(name) ?? '';
    return isPlainDate(given) ? given : otherwise;
  };
  const from = day('from', `${today.slice(0, 8)}01`);
  const to = day('to', today);
  const paper: Size = sizes.find((size) => size === query.get('paper')) ?? 'A4';
  const change = (name: string, value: string): void => {
    setQuery((now) => new URLSearchParams({ ...Object.fromEntries(now), from, to, paper, [name]: value }));
  };
  const [read, setRead] = useState<{ readonly of: string; readonly rows: readonly AgendaRow[] } | null>(null);
  const period = `${from} ${to}`;

  useEffect(() => {
    let gone = false;
    const titles = new Map(office.master<Position>('position').map((p) => [p.id, p.shortTitle || p.title] as const));
    const list = office.letters({ from, to });
    const lines = Array.from({ length: list.total }, (_, i) => list.line(i)).filter((l): l is LetterLine => l !== null);
    void Promise.all(
      lines.sort(byAgendaNumber).map(async (line) => {
        const letter = line.hidden ? null : await office.get<Letter>('letter', line.id);
        return agendaRow(line, letter, t, (id) => titles.get(id) ?? id);
      }),
    ).then((rows) => {
      if (!gone) setRead({ of: `${from} ${to}`, rows });
    });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words are a new function at every drawing
  }, [office, from, to]);

  const ready = read?.of === period;
  useEffect(() => {
    if (!ready) return;
    void document.fonts.ready
      .then(() => picturesReady(document))
      .then(() => {
        document.documentElement.dataset['sheet'] = 'ready';
      });
    return () => {
      delete document.documentElement.dataset['sheet'];
    };
  }, [ready]);

  const print = async (as: 'paper' | 'pdf'): Promise<void> => {
    if (!info?.prints) return window.print();
    const name = safeFileName(t('sheet.agendaBook.fileName', { from, to }));
    const done = await desk.print(`#/cetak-agenda?${new URLSearchParams({ from, to, paper }).toString()}`, as, name);
    if (!done.ok) say(refusalText(t, done.error), 'error');
  };
  const { width, height } = papers[paper];
  const number = `${JSON.stringify(`${t('sheet.agendaBook.page')} `)} counter(page) "/" counter(pages)`;
  const identity = officeIdentity(office);
  return (
    <Stack
      direction="row"
      spacing={2}
      useFlexGap
      component="main"
      sx={{ p: 2, alignItems: 'flex-start', flexWrap: 'wrap', '& > .MuiTextField-root': { width: 200 } }}
    >
      <DateField label={t('sheet.agendaBook.from')} value={from} onChange={(value) => value && change('from', value)} />
      <DateField label={t('sheet.agendaBook.to')} value={to} onChange={(value) => value && change('to', value)} />
      <TextField select label={t('sheet.dialog.paper')} value={paper} onChange={(e) => change('paper', e.target.value)}>
        {sizes.map((size) => (
          <MenuItem key={size} value={size}>
            {t(`sheet.paper.${size}`)}
          </MenuItem>
        ))}
      </TextField>
      <Button variant="contained" disabled={!ready} onClick={() => void print('paper')}>
        {t('sheet.dialog.print')}
      </Button>
      {info?.prints === true && (
        <Button disabled={!ready} onClick={() => void print('pdf')}>
          {t('sheet.dialog.savePdf')}
        </Button>
      )}
      <Button onClick={() => void navigate('/')}>{t('app.action.back')}</Button>
      {read && (
        <PrintRoot
          rule={`size: ${height}mm ${width}mm; margin: 12mm 8mm 13mm; @bottom-right { content: ${number}; font: 9pt Arimo, Arial, sans-serif; }`}
          onScreen
        >
          <AgendaTable
            office={identity}
            period={periodText(t, from, to)}
            signed={t('sheet.form.signedAt', { city: identity.city, date: longDate(today) })}
            rows={read.rows}
          />
        </PrintRoot>
      )}
    </Stack>
  );
}
