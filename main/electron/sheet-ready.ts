import type { WebContents } from 'electron';
import { papers, type Paper, type PaperSize } from '../../shared/sheet/paper.ts';

/**
 * Runs in the page to be printed and resolves with the page's own mark, `data-sheet` of its root element, as soon as it
 * says one: `ready` when the sheet is drawn, fonts and pictures included, `missing` when it cannot be.
 */
export const sheetWordScript = `new Promise((done) => {
  const root = document.documentElement;
  const look = () => {
    if (root.dataset.sheet === undefined) return;
    watcher.disconnect();
    done(root.dataset.sheet);
  };
  const watcher = new MutationObserver(look);
  watcher.observe(root, { attributes: true, attributeFilter: ['data-sheet'] });
  look();
})`;

/** Whether the page says that it can be printed, before `late` resolves. */
export async function sheetReady(
  contents: Pick<WebContents, 'executeJavaScript'>,
  late: Promise<unknown>,
): Promise<boolean> {
  const word: unknown = await Promise.race([contents.executeJavaScript(sheetWordScript), late.then(() => null)]);
  return word === 'ready';
}

function isPaperSize(value: string | null): value is PaperSize {
  return value !== null && Object.hasOwn(papers, value);
}

/** What is printed on the long side of its paper. */
const lying = ['#/cetak-agenda', '#/cetak-pengaduan', '#/cetak-linimasa/'] as const;

/** The paper a print route names (`#/cetak/…?paper=A5`), lying for the lists with many columns; null when it names none of ours. */
export function paperOfRoute(route: string): Pick<Paper, 'width' | 'height'> | null {
  const [path = '', query = ''] = route.split('?');
  const size = new URLSearchParams(query).get('paper');
  if (!isPaperSize(size)) return null;
  const { width, height } = papers[size];
  return lying.some((list) => path.startsWith(list)) ? { width: height, height: width } : { width, height };
}
