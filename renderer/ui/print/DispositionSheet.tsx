import { useEffect, useEffectEvent, useState } from 'react';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { layOut } from './lay-out.tsx';
import type { PageParts } from './paginate.ts';
import { SheetPage } from './SheetPage.tsx';
import { useSheetWords } from './sheet-words.ts';

interface LaidOut {
  readonly model: SheetModel;
  readonly pages: readonly PageParts[];
}

interface Props {
  readonly model: SheetModel;
  /** Called with the number of pages once they stand in the document. */
  readonly onLaidOut?: (pages: number) => void;
}

/** All pages of a sheet. While a changed model is laid out the former pages stay; nothing is shown before the first. */
export function DispositionSheet({ model, onLaidOut }: Props) {
  const words = useSheetWords();
  const [laid, setLaid] = useState<LaidOut | null>(null);
  useEffect(() => {
    let gone = false;
    void layOut(model, words, document).then((pages) => {
      if (!gone) setLaid({ model, pages });
    });
    return () => {
      gone = true;
    };
  }, [model, words]);
  const tell = useEffectEvent((pages: number) => onLaidOut?.(pages));
  useEffect(() => {
    if (laid?.model === model) tell(laid.pages.length);
  }, [laid, model]);
  if (!laid) return null;
  return (
    <div className="sheet">
      {laid.pages.map((parts, i) => (
        <SheetPage key={i} model={laid.model} words={words} parts={parts} no={i + 1} of={laid.pages.length} />
      ))}
    </div>
  );
}
