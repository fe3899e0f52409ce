import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { paginate, type Fits, type PageParts } from './paginate.ts';
import { sheetFlows } from './sheet-flows.ts';
import { SheetPage } from './SheetPage.tsx';
import type { SheetWords } from './sheet-words.ts';

/** Less than this many px beyond a box is rounding. */
const tolerance = 0.5;

/** Whether everything drawn in `host` stays within its boxes. */
function withinBoxes(host: Element): boolean {
  return [...host.querySelectorAll('[data-box]')].every((box) => {
    const fill = box.querySelector(':scope > [data-fill]');
    return !fill || fill.getBoundingClientRect().bottom <= box.getBoundingClientRect().bottom + tolerance;
  });
}

/** Loads the faces a sheet is set in; without them every line would break elsewhere on paper. */
export async function sheetFonts(page: Document, text: string): Promise<void> {
  await Promise.all(['400 11pt Arimo', '700 11pt Arimo'].map((font) => page.fonts.load(font, text)));
  await page.fonts.ready;
}

/** A sheet with its pages. The model is the one they were drawn from, with fewer blank lines on crowded paper. */
export interface LaidOut {
  readonly model: SheetModel;
  readonly pages: readonly PageParts[];
  readonly tight: boolean;
}

/**
 * Numbers of tick lines to keep room for, from as many as the pen should have down to the printed ones alone. Up to the
 * longer list empty lines of the shorter one cost nothing, unless a line is wrapped.
 */
function roomsToTry({ tickRoom, recipients, instructions }: SheetModel): readonly number[] {
  const longer = Math.max(recipients.length, instructions.length);
  const most = Math.max(tickRoom, longer + 1);
  return [...Array.from({ length: most - longer + 1 }, (_, i) => most - i), 0];
}

/**
 * Lays a sheet out by drawing its pages, with the real faces and sizes, where nobody sees them. The measured page is a
 * trifle narrower than the paper (see `.sheet-measure`), so that a printer's rounding never makes a line more.
 */
export async function layOut(model: SheetModel, words: SheetWords, page: Document): Promise<LaidOut> {
  const flows = sheetFlows(model, words);
  await sheetFonts(page, flows.map(({ text }) => text).join('') || ' ');
  const host = page.createElement('div');
  host.className = 'sheet-measure';
  host.setAttribute('aria-hidden', 'true');
  page.body.append(host);
  const root = createRoot(host);
  const drawAs = (drawn: SheetModel, tight: boolean): LaidOut => {
    // Drawn afresh for every measure: heights of the last one stayed in the browser's layout.
    const measure = `${drawn.tickRoom} ${tight}`;
    const fits: Fits = (parts) => {
      flushSync(() =>
        root.render(<SheetPage key={measure} model={drawn} words={words} parts={parts} no={1} of={1} tight={tight} />),
      );
      return withinBoxes(host);
    };
    return { model: drawn, pages: paginate(flows, fits), tight };
  };
  try {
    // Lines for the pen give way before anything printed goes to another page.
    const [usual = model, ...fewer] = roomsToTry(model).map((tickRoom) => ({ ...model, tickRoom }));
    const laid = drawAs(usual, false);
    if (laid.pages.length === 1) return laid;
    const squeezed = fewer.slice(-2).map((drawn) => drawAs(drawn, true));
    const tight = squeezed.find(({ pages }) => pages.length === 1);
    // A text that needs more pages anyway is not squeezed for nothing.
    if (!tight) return drawAs(fewer.at(-1) ?? usual, false);
    for (const drawn of fewer) {
      const tried = drawAs(drawn, false);
      if (tried.pages.length === 1) return tried;
    }
    return tight;
  } finally {
    root.unmount();
    host.remove();
  }
}
