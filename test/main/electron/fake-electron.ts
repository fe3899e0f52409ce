import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import type { Facts, Log } from '../../../main/electron/log.ts';

/** A log that remembers what was said. */
export function fakeLog(): Log & { readonly said: string[]; readonly facts: Facts[] } {
  const said: string[] = [];
  const facts: Facts[] = [];
  const note = (event: string, more: Facts): void => {
    said.push(event);
    facts.push(more);
  };
  return { said, facts, info: note, warn: note, failed: (event) => void said.push(event) };
}

export interface FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null;
  printed: { options: Record<string, unknown>; callback: (success: boolean, reason: string) => void }[];
  pdfOptions: Record<string, unknown>[];
  script: () => Promise<unknown>;
  pdf: () => Promise<Buffer>;
}

/** The page of a window: its script's answer and its PDF are the test's to give. */
export function fakeContents(): FakeContents & WebContents {
  const contents = Object.assign(new EventEmitter(), {
    openHandler: null,
    printed: [],
    pdfOptions: [],
    script: () => Promise.resolve('ready'),
    pdf: () => Promise.resolve(Buffer.from('%PDF-1.7')),
    setWindowOpenHandler(handler: FakeContents['openHandler']) {
      contents.openHandler = handler;
    },
    executeJavaScript: () => contents.script(),
    print(options: Record<string, unknown>, callback: FakeContents['printed'][number]['callback']) {
      contents.printed.push({ options, callback });
    },
    printToPDF(options: Record<string, unknown>) {
      contents.pdfOptions.push(options);
      return contents.pdf();
    },
  } as unknown as FakeContents);
  return contents as FakeContents & WebContents;
}

export interface FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[];
  readonly calls: string[];
  readonly webContents: FakeContents & WebContents;
}

/** A window that notes what is asked of it. */
export function fakeWindow(options: BrowserWindowConstructorOptions = {}): FakeWindow & BrowserWindow {
  const calls: string[] = [];
  const loaded: string[] = [];
  const noted = Object.fromEntries(
    ['show', 'focus', 'restore', 'maximize', 'destroy', 'reload', 'close'].map((name) => [
      name,
      () => calls.push(name),
    ]),
  );
  const window = Object.assign(new EventEmitter(), noted, {
    options,
    calls,
    loaded,
    webContents: fakeContents(),
    isMinimized: () => calls.includes('minimized'),
    loadURL: (url: string) => {
      loaded.push(url);
      return Promise.resolve();
    },
  });
  return window as unknown as FakeWindow & BrowserWindow;
}

/** Runs everything that is due already. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
