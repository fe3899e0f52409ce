import type { App, BrowserWindow } from 'electron';

type Instances = Pick<App, 'requestSingleInstanceLock' | 'on'>;

/** Restores, shows and focuses a window. */
export function bringForward(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/**
 * One program per user and data folder: two would write one journal. False: another one runs and has been notified, and
 * this one must end. `window` gives the window to show when a later start notifies this one.
 */
export function holdSingleInstance(app: Instances, window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const open = window();
    if (open) bringForward(open);
  });
  return true;
}
