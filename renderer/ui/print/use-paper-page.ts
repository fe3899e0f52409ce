import { useEffect } from 'react';
import { papers } from '../../../shared/sheet/paper.ts';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';
import { useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { picturesReady } from './PrintRoot.tsx';
import { safeFileName } from './print-route.ts';

/** Papers a list or a standard is printed on. */
export const listPapers = ['A4', 'F4'] as const;
export type ListPaper = (typeof listPapers)[number];

export function listPaper(text: string | null): ListPaper {
  return listPapers.find((size) => size === text) ?? 'A4';
}

/** `@page` of a list: its margins, and the page number at the foot. `turned` lays the paper on its long side. */
export function listRule(paper: ListPaper, pageWord: string, turned = false): string {
  const { width, height } = papers[paper];
  const size = turned ? `${height}mm ${width}mm` : `${width}mm ${height}mm`;
  const margin = turned ? '12mm 8mm 13mm' : '15mm 20mm 18mm';
  const number = `${JSON.stringify(`${pageWord} `)} counter(page) "/" counter(pages)`;
  return `size: ${size}; margin: ${margin}; @bottom-right { content: ${number}; font: 9pt Arimo, Arial, sans-serif; }`;
}

/** Reports to the printing host that everything on the page is drawn: `html[data-sheet]`. */
export function useSheetReady(ready: boolean): void {
  useEffect(() => {
    if (!ready) return undefined;
    void document.fonts.ready
      .then(() => picturesReady(document))
      .then(() => {
        document.documentElement.dataset['sheet'] = 'ready';
      });
    return () => {
      delete document.documentElement.dataset['sheet'];
    };
  }, [ready]);
}

export interface PaperPrinting {
  /** Whether the host makes a PDF itself. */
  readonly savesPdf: boolean;
  /** Prints this page by its route, `#/cetak-…`; the browser's own dialog where the host cannot. */
  readonly print: (as: 'paper' | 'pdf', route: string, fileName: string) => Promise<void>;
}

export function usePaperPrinting(): PaperPrinting {
  const t = useTexts();
  const say = useNotice();
  const desk = useDesk();
  const info = useDeskInfo();
  return {
    savesPdf: info?.prints === true,
    async print(as, route, fileName) {
      if (!info?.prints) return window.print();
      const done = await desk.print(route, as, safeFileName(fileName));
      if (!done.ok) say(refusalText(t, done.error), 'error');
    },
  };
}
