import { Alert } from '@mui/material';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { yearOf } from '../../../shared/dates/plain-date.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { signerOf } from '../../../shared/sheet/sheet-model.ts';
import { gapsAnswer, trustPaths } from '../../../shared/sync/trust-api.ts';
import { useToday } from '../office/clock-context.tsx';
import { useDesk } from '../office/desk-context.tsx';
import { useLive, useOffice } from '../office/office-context.tsx';
import { PositionField } from '../entry/PositionField.tsx';
import { useAccountName } from '../office/use-account-name.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { bookOfQuery, gapRows, gapsPath } from './gap-words.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { GapsList } from './GapsList.tsx';
import { PaperBar } from '../print/PaperBar.tsx';
import { picturesReady, PrintRoot } from '../print/PrintRoot.tsx';
import { officeIdentity } from '../print/sheet-source.ts';
import { listPaper, listRule, usePaperPrinting } from '../print/use-paper-page.ts';

/** The list of unused numbers of a book, ready to be printed: `/cetak-nomor?book=SM&year=2026&paper=A4&signer=…`. */
export function GapsPrintPage() {
  const t = useTexts();
  const office = useOffice();
  const desk = useDesk();
  const today = useToday();
  const nameOf = useAccountName();
  const printing = usePaperPrinting();
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
  const paper = listPaper(query.get('paper'));
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

  const route = `#${gapsPath('/cetak-nomor', book)}&${new URLSearchParams({ paper, signer: signer ?? '' }).toString()}`;
  return (
    <PaperBar
      paper={paper}
      ready={gaps !== null}
      printing={printing}
      route={route}
      fileName={t('numbers.paper.fileName', { year: book.year })}
      back={gapsPath('/nomor', book)}
      onPaper={(size) => change('paper', size)}
      choices={
        <PositionField
          label={t('numbers.paper.signer')}
          placeholder={t('numbers.paper.noSigner')}
          value={signer === '' ? null : signer}
          onChange={(position) => change('signer', position ?? '')}
          sx={{ width: 320 }}
        />
      }
    >
      {refusal !== null && gaps === null && (
        <Alert severity="warning">{`${t('numbers.paper.unreachable')} ${refusalText(t, refusal)}`}</Alert>
      )}
      {gaps !== null && (
        <PrintRoot rule={listRule(paper, t('numbers.paper.page'))} onScreen>
          <GapsList
            office={identity}
            gaps={gaps}
            rows={gapRows(t, gaps, nameOf)}
            signer={signerOf({ positions, persons, signer }, today)}
            paper={paper}
          />
        </PrintRoot>
      )}
    </PaperBar>
  );
}
