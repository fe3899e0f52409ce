import type { App, BrowserWindow, Event } from 'electron';
import type { Log } from './log.ts';

/** How long the program may take to close its journal, ms. */
const patience = 10_000;

/**
 * Ends the program only after `close` has closed the journal. Every entry was synced when it was saved, so a `close`
 * that hangs or fails delays the end by ten seconds at most.
 */
export function quitAfter(
  app: Pick<App, 'on' | 'quit'>,
  close: () => Promise<void>,
  wait: (ms: number) => Promise<unknown>,
  log: Log,
): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event: Pick<Event, 'preventDefault'>) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    const closed = close().catch((error: unknown) => log.failed('quit.close', error));
    void Promise.race([closed, wait(patience)]).then(() => {
      state = 'closed';
      log.info('quit', {});
      app.quit();
    });
  });
}

/**
 * When a page's process dies, asks whether to load it again or to quit; the journal belongs to this process and
 * continues.
 */
export function reviveWhenGone(
  window: Pick<BrowserWindow, 'reload' | 'close' | 'webContents'>,
  ask: () => Promise<'reload' | 'quit'>,
  log: Log,
): void {
  window.webContents.on('render-process-gone', (_event, details) => {
    log.warn('page.gone', { reason: details.reason, code: details.exitCode });
    if (details.reason === 'clean-exit') return;
    void ask().then((answer) => (answer === 'reload' ? window.reload() : window.close()));
  });
}
