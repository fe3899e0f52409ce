import { describe, expect, it } from 'vitest';
import { openMainWindow, openPrintWindow } from '../../../main/electron/window.ts';
import { bringForward, holdSingleInstance } from '../../../main/electron/single-instance.ts';
import { fakeWindow } from './fake-electron.ts';

const parts = { create: fakeWindow, preload: '/dist/preload.cjs', title: 'Lembar' };

describe('a window', () => {
  const both = [openMainWindow({ ...parts, packaged: true }), openPrintWindow({ ...parts, packaged: true })];
  it.each(both)('is sandboxed, isolated and without Node, and nothing that guards it is turned off', (window) => {
    expect((window as ReturnType<typeof fakeWindow>).options.webPreferences).toMatchObject({
      preload: '/dist/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      devTools: false,
    });
  });

  it('has developer tools while developing only', () => {
    const window = openMainWindow({ ...parts, packaged: false }) as ReturnType<typeof fakeWindow>;
    expect(window.options.webPreferences?.devTools).toBe(true);
  });

  it('of the clerk shows itself once there is something to see', () => {
    const window = openMainWindow({ ...parts, packaged: true }) as ReturnType<typeof fakeWindow>;
    expect([window.options.show, window.loaded, window.calls]).toEqual([false, ['app://bundle/index.html'], []]);
    window.emit('ready-to-show');
    expect(window.calls).toEqual(['maximize', 'show']);
  });

  it('for printing is never shown and not slowed down', () => {
    const window = openPrintWindow({ ...parts, packaged: true }) as ReturnType<typeof fakeWindow>;
    expect(window.options.show).toBe(false);
    expect(window.options.webPreferences?.backgroundThrottling).toBe(false);
    expect(window.listenerCount('ready-to-show')).toBe(0);
  });
});

describe('a second start', () => {
  const app = (first: boolean) => {
    const listeners: (() => void)[] = [];
    return {
      requestSingleInstanceLock: () => first,
      on: (_event: string, heard: () => void) => listeners.push(heard),
      listeners,
    };
  };
  it('ends itself', () => {
    const second = app(false);
    expect(holdSingleInstance(second as never, () => null)).toBe(false);
    expect(second.listeners).toEqual([]);
  });

  it('brings the window of the first one forward, also out of the task bar, and does nothing while there is none', () => {
    const first = app(true);
    let window: ReturnType<typeof fakeWindow> | null = null;
    expect(holdSingleInstance(first as never, () => window)).toBe(true);
    first.listeners[0]?.();
    const open = (window = fakeWindow());
    open.calls.push('minimized');
    first.listeners[0]?.();
    expect(open.calls).toEqual(['minimized', 'restore', 'show', 'focus']);
  });

  it('restores nothing that is not minimized', () => {
    const window = fakeWindow();
    bringForward(window);
    expect(window.calls).toEqual(['show', 'focus']);
  });
});
