import { useEffect, useEffectEvent, useState } from 'react';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { layOut, type LaidOut } from './lay-out.tsx';
import { SheetPage } from './SheetPage.tsx';
import { useSheetWords } from './sheet-words.ts';

interface Props {
  readonly model: SheetModel;
  /** Called with the number of pages once they are in the document. */
  readonly onLaidOut?: (pages: number) => void;
}

/** All pages of a sheet. While a changed model is laid out the former pages stay; nothing is shown before the first. */
export function DispositionSheet({ model, onLaidOut }: Props) {
  const words = useSheetWords();
  const [laid, setLaid] = useState<{ readonly of: SheetModel; readonly sheet: LaidOut } | null>(null);
  useEffect(() => {
    let gone = false;
    void layOut(model, words, document).then((sheet) => {
      if (!gone) setLaid({ of: model, sheet });
    });
    return () => {
      gone = true;
    };
  }, [model, words]);
  const report = useEffectEvent((pages: number) => onLaidOut?.(pages));
  useEffect(() => {
    if (laid?.of === model) report(laid.sheet.pages.length);
  }, [laid, model]);
  if (!laid) return null;
  const { model: drawn, pages, tight } = laid.sheet;
  return (
    <div className="sheet">
      {pages.map((deps, i) => (
        <SheetPage key={i} model={drawn} words={words} parts={deps} no={i + 1} of={pages.length} tight={tight} />
      ))}
    </div>
  );
}
