import { useCallback, useEffect, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Refusal } from '../../../shared/refusal.ts';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { useToday } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { DispositionSheet } from './DispositionSheet.tsx';
import { pageRule, picturesReady, PrintRoot } from './PrintRoot.tsx';
import { readPrintRoute } from './print-route.ts';
import { fetchSheet } from './sheet-source.ts';

/**
 * Only the sheets, in their true size: what the desk loads in a window of its own to print or to save as PDF.
 * `data-sheet` of the document is `ready` once everything is drawn, `missing` when a letter is not here.
 */
export function PrintPage() {
  const { id = '' } = useParams();
  const [query] = useSearchParams();
  const office = useOffice();
  const t = useTexts();
  const today = useToday();
  const firstDay = useRef(today);
  const [sheets, setSheets] = useState<readonly SheetModel[] | Refusal | null>(null);
  const laid = useRef(new Set<number>());
  const route = query.toString();

  // Read once: the print shows the store as it was then, not what changes while the printer works.
  useEffect(() => {
    let gone = false;
    const { letters, ...rest } = readPrintRoute(id, new URLSearchParams(route));
    laid.current = new Set();
    const wanted = letters.map((letter) =>
      fetchSheet(office, { ...rest, ...letter, again: null, today: firstDay.current }),
    );
    void Promise.all(wanted).then((found) => {
      if (gone) return;
      const refused = found.find((one) => !one.ok);
      setSheets(refused?.error ?? found.flatMap((one) => (one.ok ? one.value.model : [])));
      if (refused) document.documentElement.dataset['sheet'] = 'missing';
    });
    return () => {
      gone = true;
      delete document.documentElement.dataset['sheet'];
    };
  }, [office, id, route]);

  const onLaidOut = useCallback(
    (index: number) => {
      laid.current.add(index);
      if (!sheets || 'code' in sheets || laid.current.size < sheets.length) return;
      void picturesReady(document).then(() => {
        document.documentElement.dataset['sheet'] = 'ready';
      });
    },
    [sheets],
  );
  if (!sheets) return null;
  if ('code' in sheets) return <p role="alert">{refusalText(t, sheets)}</p>;
  return (
    <PrintRoot rule={pageRule(readPrintRoute(id, query).paper)} onScreen>
      {sheets.map((model, i) => (
        <OneOfSheets key={i} index={i} model={model} onLaidOut={onLaidOut} />
      ))}
    </PrintRoot>
  );
}

interface OneProps {
  readonly index: number;
  readonly model: SheetModel;
  readonly onLaidOut: (index: number) => void;
}

function OneOfSheets({ index, model, onLaidOut }: OneProps) {
  const done = useCallback(() => onLaidOut(index), [onLaidOut, index]);
  return <DispositionSheet model={model} onLaidOut={done} />;
}
