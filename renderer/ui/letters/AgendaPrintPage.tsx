import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Position } from '../../../shared/people/people.ts';
import type { LetterLine } from '../../data/office.ts';
import { useToday } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { DateField, isReadable } from '../kit/index.ts';
import { useOwnPerson } from '../office/use-own-person.ts';
import { useTexts } from '../texts/index.ts';
import { agendaRow, byAgendaNumber, periodText, type AgendaRow } from './agenda-rows.ts';
import { AgendaTable } from './AgendaTable.tsx';
import { PaperBar } from '../print/PaperBar.tsx';
import { PrintRoot } from '../print/PrintRoot.tsx';
import { officeIdentity } from '../print/sheet-source.ts';
import { listPaper, listRule, usePaperPrinting, useSheetReady } from '../print/use-paper-page.ts';

/** The agenda book of a period, ready to be printed on landscape paper: `/cetak-agenda?from=…&to=…&paper=A4`. */
export function AgendaPrintPage() {
  const t = useTexts();
  const office = useOffice();
  const printing = usePaperPrinting();
  const today = useToday();
  const [query, setQuery] = useSearchParams();
  const day = (name: string, otherwise: string): string => {
    const given = query.get(name) ?? '';
    return isPlainDate(given) ? given : otherwise;
  };
  const from = day('from', `${today.slice(0, 8)}01`);
  const to = day('to', today);
  const paper = listPaper(query.get('paper'));
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
  }, [office, from, to, t]);

  const ready = read?.of === period;
  useSheetReady(ready);
  const identity = officeIdentity(office);
  const clerk = useOwnPerson();
  return (
    <PaperBar
      paper={paper}
      ready={ready}
      printing={printing}
      route={`#/cetak-agenda?${new URLSearchParams({ from, to, paper }).toString()}`}
      fileName={t('sheet.agendaBook.fileName', { from, to })}
      back="/"
      onPaper={(size) => change('paper', size)}
      choices={
        <>
          <DateField
            label={t('sheet.agendaBook.from')}
            value={from}
            onChange={(value) => value !== null && isReadable(value) && change('from', value)}
          />
          <DateField
            label={t('sheet.agendaBook.to')}
            value={to}
            onChange={(value) => value !== null && isReadable(value) && change('to', value)}
          />
        </>
      }
    >
      {read && (
        <PrintRoot rule={listRule(paper, t('sheet.agendaBook.page'), true)} onScreen>
          <AgendaTable
            office={identity}
            period={periodText(t, from, to)}
            signed={t('sheet.form.signedAt', { city: identity.city, date: longDate(today) })}
            clerk={clerk}
            rows={read.rows}
          />
        </PrintRoot>
      )}
    </PaperBar>
  );
}
