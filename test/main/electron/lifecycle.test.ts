import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { quitAfter, reviveWhenGone } from '../../../main/electron/lifecycle.ts';
import { fakeLog, fakeWindow, settle } from './fake-electron.ts';

const forever = (): Promise<never> => new Promise(() => undefined);

/** An app whose quit asks its listeners first, as Electron's does. */
function fakeApp() {
  const app = Object.assign(new EventEmitter(), {
    ended: 0,
    quit() {
      let prevented = false;
      app.emit('will-quit', { preventDefault: () => (prevented = true) });
      if (!prevented) app.ended += 1;
    },
  });
  return app;
}

describe('quitting', () => {
  it('waits until the journal is closed, once, however often it is asked', async () => {
    const app = fakeApp();
    let closes = 0;
    let closed: () => void = () => undefined;
    const close = () => {
      closes += 1;
      return new Promise<void>((resolve) => (closed = resolve));
    };
    quitAfter(app as unknown as App, close, forever, fakeLog());
    app.quit();
    app.quit();
    await settle();
    expect([app.ended, closes]).toEqual([0, 1]);
    closed();
    await settle();
    expect([app.ended, closes]).toEqual([1, 1]);
  });

  it('is not held up by a journal that fails or hangs', async () => {
    const failing = fakeApp();
    const log = fakeLog();
    quitAfter(failing as unknown as App, () => Promise.reject(new Error('EIO')), forever, log);
    failing.quit();
    const hanging = fakeApp();
    quitAfter(hanging as unknown as App, forever, () => Promise.resolve(), fakeLog());
    hanging.quit();
    await settle();
    expect([failing.ended, hanging.ended]).toEqual([1, 1]);
    expect(log.said).toContain('quit.close');
  });

  it('happens when the last window is closed', async () => {
    const app = fakeApp();
    quitAfter(app as unknown as App, () => Promise.resolve(), forever, fakeLog());
    app.emit('window-all-closed');
    await settle();
    expect(app.ended).toBe(1);
  });
});

describe('a page whose process died', () => {
  const gone = async (answer: 'reload' | 'quit', reason = 'crashed') => {
    const window = fakeWindow();
    let asked = 0;
    reviveWhenGone(
      window,
      async () => {
        asked += 1;
        return answer;
      },
      fakeLog(),
    );
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    await settle();
    return [asked, window.calls];
  };
  it('is loaded again when the clerk wants it', async () => expect(await gone('reload')).toEqual([1, ['reload']]));
  it('is closed when the clerk wants that', async () => expect(await gone('quit')).toEqual([1, ['close']]));
  it('that ended in order asks nobody', async () => expect(await gone('quit', 'clean-exit')).toEqual([0, []]));
});
