import type { CSSProperties } from 'react';
import { papers, type PaperSize } from '../../../shared/sheet/paper.ts';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import type { PageParts } from './paginate.ts';
import type { SheetWords } from './sheet-words.ts';

/** What every page of a sheet is drawn from. */
export interface SheetPageProps {
  readonly model: SheetModel;
  readonly words: SheetWords;
  readonly parts: PageParts;
  readonly no: number;
  readonly of: number;
  /** Empty room between the printed lines has given way as well. */
  readonly tight: boolean;
}

/** The measures of a paper as the style sheet reads them. */
export function paperStyle(size: PaperSize): CSSProperties {
  const { width, height, margin, fontSize, noteHeight, chainHeight, qr } = papers[size];
  const mm = (value: number): string => `${value}mm`;
  return {
    '--width': mm(width),
    '--height': mm(height),
    '--top': mm(margin.top),
    '--right': mm(margin.right),
    '--bottom': mm(margin.bottom),
    '--left': mm(margin.left),
    '--type': `${fontSize}pt`,
    '--note': mm(noteHeight),
    '--chain': mm(chainHeight),
    '--qr': mm(qr),
  } as CSSProperties;
}
