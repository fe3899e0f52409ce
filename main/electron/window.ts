import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { indexUrl } from './origin.ts';

export interface WindowDeps {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Path of the bundled preload. */
  readonly preload: string;
  readonly packaged: boolean;
  readonly title: string;
}

/** Preferences of every window. What is Electron's default is stated, so that a test sees it and nobody turns it off. */
export function webPreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
  };
}

/** The clerk's window. Shown when its first picture is ready, so that nobody sees an empty frame. */
export function openMainWindow({ create, preload, packaged, title }: WindowDeps): BrowserWindow {
  const window = create({
    title,
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload, packaged),
  });
  window.once('ready-to-show', () => {
    window.maximize();
    window.show();
  });
  // Rejects when the page is left or reloaded while it loads; a file that cannot be read is logged by the scheme.
  window.loadURL(indexUrl).catch(() => undefined);
  return window;
}

/** A window that only prints: never shown, never slowed down for being hidden. */
export function openPrintWindow({ create, preload, packaged, title }: WindowDeps): BrowserWindow {
  return create({
    title,
    show: false,
    webPreferences: { ...webPreferences(preload, packaged), backgroundThrottling: false },
  });
}
