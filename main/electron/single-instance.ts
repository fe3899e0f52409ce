import type { App, BrowserWindow } from 'electron';

type Instances = Pick<App, 'requestSingleInstanceLock' | 'on'>;

/** Brings a window before the clerk, wherever it is. */
export function bringForward(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/**
 * One program per user and data folder: two would write one journal. False: another one runs, has been told, and this
 * one must end. `window` gives the window to bring forward when a later start tells us the same.
 */
export function holdSingleInstance(app: Instances, window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const open = window();
    if (open) bringForward(open);
  });
  return true;
}
