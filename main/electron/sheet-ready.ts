import type { WebContents } from 'electron';
import { papers, type Paper, type PaperSize } from '../../shared/sheet/paper.ts';

/**
 * Runs in the page to be printed and resolves once the sheet is drawn, fonts and pictures included, which the page says
 * itself: `data-sheet="ready"` (or `"failed"`) on its root element, and `data-paper` with the name of its paper.
 */
export const sheetReadyScript = `new Promise((done) => {
  const root = document.documentElement;
  const look = () => {
    const state = root.dataset.sheet;
    if (state !== 'ready' && state !== 'failed') return;
    watcher.disconnect();
    done({ state, paper: root.dataset.paper ?? null });
  };
  const watcher = new MutationObserver(look);
  watcher.observe(root, { attributes: true, attributeFilter: ['data-sheet'] });
  look();
})`;

export interface ReadySheet {
  /** Null when the page named no paper of ours: the dialog's own choice then holds. */
  readonly paper: Paper | null;
}

function isPaperSize(value: unknown): value is PaperSize {
  return typeof value === 'string' && Object.hasOwn(papers, value);
}

/** Waits for the page's own word that it can be printed; null when it says it cannot, or `late` resolves first. */
export async function sheetReady(
  contents: Pick<WebContents, 'executeJavaScript'>,
  late: Promise<unknown>,
): Promise<ReadySheet | null> {
  const said: unknown = await Promise.race([contents.executeJavaScript(sheetReadyScript), late.then(() => null)]);
  if (typeof said !== 'object' || said === null || !('state' in said) || said.state !== 'ready') return null;
  return { paper: 'paper' in said && isPaperSize(said.paper) ? papers[said.paper] : null };
}
