import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { paginate, type Fits, type Flow, type PageParts } from './paginate.ts';
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
}

/** The first page with nothing but its tick lines. */
function ticksAlone(flows: readonly Flow[]): PageParts {
  const pieces = flows
    .filter(({ boxes: [box] }) => box === 'recipients' || box === 'instructions')
    .map(({ key, boxes: [box], text }) => ({ key, box, text, starts: true, ends: true }));
  return { first: true, pieces };
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
  const fitsAs =
    (drawn: SheetModel): Fits =>
    (deps) => {
      flushSync(() => root.render(<SheetPage model={drawn} words={words} parts={deps} no={1} of={1} />));
      return withinBoxes(host);
    };
  try {
    // Existing recipients come before lines for recipients that may be written in.
    const drawn = fitsAs(model)(ticksAlone(flows)) ? model : { ...model, tickRoom: 0 };
    return { model: drawn, pages: paginate(flows, fitsAs(drawn)) };
  } finally {
    root.unmount();
    host.remove();
  }
}
