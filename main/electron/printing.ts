import type { BrowserWindow, WebContents } from 'electron';
import type { Desk, Outcome } from '../../shared/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { makeSerialQueue } from '../../shared/serial-queue.ts';
import type { Paper } from '../../shared/sheet/paper.ts';
import type { Log } from './log.ts';
import { indexUrl } from './origin.ts';
import { pdfName } from './pdf-name.ts';
import { paperOfRoute, sheetReady } from './sheet-ready.ts';

type PrintWindow = Pick<BrowserWindow, 'loadURL' | 'destroy'> & {
  readonly webContents: Pick<WebContents, 'executeJavaScript' | 'print' | 'printToPDF'>;
};
type Printed = Outcome<'done' | 'cancelled'>;

export interface PrintDeps {
  /** A hidden window with the guards and preferences of every other one. */
  readonly open: () => PrintWindow;
  /** The system's save dialog; null when the user gave up. The path is chosen here, never by the page. */
  readonly choosePath: (suggested: string) => Promise<string | null>;
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly log: Log;
}

/** How long a sheet may take to be drawn, ms: the window opens the whole office before it can draw one. */
const patience = 30_000;

function throughDialog(
  contents: PrintWindow['webContents'],
  paper: Pick<Paper, 'width' | 'height'> | null,
): Promise<Printed> {
  // Electron counts paper in micrometres.
  const size = paper && { pageSize: { width: paper.width * 1000, height: paper.height * 1000 } };
  return new Promise((done) => {
    contents.print({ silent: false, printBackground: true, ...size }, (success, reason) => {
      if (success) done(ok('done'));
      else if (/cancel/i.test(reason)) done(ok('cancelled'));
      else done(err(refuse('PRINT_FAILED')));
    });
  });
}

async function toFile(contents: PrintWindow['webContents'], path: string, { write, log }: PrintDeps): Promise<Printed> {
  const pdf = await contents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  try {
    await write(path, pdf);
    return ok('done');
  } catch (error) {
    // Disk full, no permission, or the old file is open in a reader.
    log.failed('print.not-written', error);
    return err(refuse('PDF_NOT_WRITTEN'));
  }
}

async function printSheet(deps: PrintDeps, route: string, path: string | null): Promise<Printed> {
  const window = deps.open();
  try {
    await window.loadURL(indexUrl + route);
    if (!(await sheetReady(window.webContents, deps.wait(patience)))) return err(refuse('SHEET_NOT_READY'));
    return path === null
      ? await throughDialog(window.webContents, paperOfRoute(route))
      : await toFile(window.webContents, path, deps);
  } catch (error) {
    deps.log.failed('print.failed', error);
    return err(refuse('PRINT_FAILED'));
  } finally {
    window.destroy();
  }
}

/**
 * Prints a page of this program from a window of its own, or saves it as PDF. One at a time: a second request waits for
 * the first. Refusals: `SHEET_NOT_READY`, `PDF_NOT_WRITTEN`, `PRINT_FAILED`; giving up is the value `cancelled`.
 */
export function createPrinter(deps: PrintDeps): Desk['print'] {
  const inTurn = makeSerialQueue();
  const one = async (route: string, as: 'paper' | 'pdf', fileName: string): Promise<Printed> => {
    const path = as === 'pdf' ? await deps.choosePath(pdfName(fileName)) : null;
    if (as === 'pdf' && path === null) return ok('cancelled');
    const printed = await printSheet(deps, route, path);
    deps.log.info('print.ended', { as, outcome: printed.ok ? printed.value : printed.error.code });
    return printed;
  };
  return (route, as, fileName) => inTurn(() => one(route, as, fileName));
}
