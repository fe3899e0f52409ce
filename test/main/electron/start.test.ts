import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ElectronDeps, World } from '../../../main/electron/world.ts';
import { start } from '../../../main/electron/start.ts';
import { encodeRecord } from '../../../main/desk/journal-format.ts';
import { journalFormat } from '../../../shared/desk/journal-steps.ts';
import { fakeWindow, settle, type FakeWindow } from './fake-electron.ts';

type Handler = (...args: unknown[]) => Promise<unknown>;

/** Electron's parts with the order of what happened to them; the desk core, its journal and the files are real. */
function fakeElectron(data: string, more: { first?: boolean } = {}) {
  const order: string[] = [];
  const windows: FakeWindow[] = [];
  const channels = new Map<string, Handler>();
  const shown: string[] = [];
  let answer: ((request: Request) => Promise<Response>) | null = null;
  let ready: () => void = () => undefined;
  const whenReady = new Promise<void>((resolve) => (ready = resolve));
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    enableSandbox: () => order.push('sandbox'),
    setAppUserModelId: () => undefined,
    requestSingleInstanceLock: () => more.first ?? true,
    getPath: (name: string) => (name === 'userData' ? data : join(data, name)),
    getVersion: () => '0.1.0',
    whenReady: () => whenReady.then(() => order.push('ready')),
    quit: () => order.push('quit'),
    exit: (code: number) => order.push(`exit ${code}`),
  });
  const note = (what: string) => () => order.push(what);
  const session = new Proxy(
    {},
    { get: (_target, name: string) => note(name === 'setPermissionRequestHandler' ? 'guards' : '-') },
  );
  const electron = {
    app,
    protocol: {
      registerSchemesAsPrivileged: note('scheme'),
      handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => {
        order.push('serve');
        answer = handler;
      },
    },
    dialog: { showErrorBox: (title: string, text: string) => shown.push(`${title}: ${text}`) },
    shell: { openExternal: () => Promise.resolve(), openPath: () => Promise.resolve('') },
    ipc: { handle: (name: string, handler: Handler) => void channels.set(name, handler) },
    keychain: { isAsyncEncryptionAvailable: () => Promise.resolve(false) },
    session: () => session,
    createWindow: (options: object) => {
      order.push('window');
      const window = fakeWindow(options);
      windows.push(window);
      return window;
    },
    setMenuBar: note('menu'),
    popUpMenu: () => undefined,
    openStore: () => ({ store: {} }),
  };
  const call = (name: string, ...args: unknown[]) =>
    channels.get(`lembar:${name}`)?.(
      { senderFrame: { parent: null, url: 'app://bundle/', origin: 'app://bundle' } },
      ...args,
    );
  const fetch = (url: string, init?: RequestInit) => answer?.(new Request(url, init));
  return {
    electron: electron as unknown as ElectronDeps,
    app,
    order,
    windows,
    shown,
    ready: () => ready(),
    call,
    fetch,
  };
}

function fakeWorld(dist: string): World {
  return {
    dist,
    clock: { now: () => 1_792_000_000_000 },
    random: (length) => new Uint8Array(length).fill(7),
    wait: () => new Promise(() => undefined),
    upstream: () => Promise.reject(new Error('nobody there')),
    platform: 'linux',
    machine: () => Promise.resolve('m'),
    ownServer: { address: 'http://127.0.0.1:4711', setupCode: () => null },
  };
}

const open: EventEmitter[] = [];
afterEach(async () => {
  // Quitting is what closes a journal.
  for (const app of open.splice(0)) app.emit('will-quit', { preventDefault: () => undefined });
  await settle();
});

function program(more: { first?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lembar-start-'));
  mkdirSync(join(folder, 'dist', 'renderer'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'renderer', 'index.html'), '<div id="root">');
  const made = fakeElectron(join(folder, 'data'), more);
  open.push(made.app);
  return { ...made, world: fakeWorld(join(folder, 'dist')), folder };
}

describe('the start', () => {
  it('does what must come before ready before it waits, and guards and serves before the first window', async () => {
    const { electron, world, order, ready } = program();
    const started = start(electron, world);
    expect(order).toEqual(['sandbox', 'scheme']);
    ready();
    await started;
    expect(order.filter((step) => step !== '-')).toEqual([
      'sandbox',
      'scheme',
      'ready',
      'guards',
      'serve',
      'window',
      'menu',
    ]);
  });

  it('ends in a program whose page and desk answer', async () => {
    const { electron, world, ready, call, fetch, windows } = program();
    ready();
    await start(electron, world);
    expect(windows[0]?.loaded).toEqual(['app://bundle/index.html']);
    expect(windows[0]?.options.webPreferences?.preload).toBe(join(world.dist, 'main', 'preload.cjs'));
    expect(await (await fetch('app://bundle/index.html'))?.text()).toBe('<div id="root">');
    expect(await call('describe')).toMatchObject({
      ok: true,
      value: { host: 'electron', version: '0.1.0', journal: 'disk', prints: true, remembers: false, server: null },
    });
    expect((await fetch('app://bundle/api/health'))?.status).toBe(503);
  });

  it('ends at once, and opens no journal, where the program runs already', async () => {
    const { electron, world, order, ready } = program({ first: false });
    ready();
    await start(electron, world);
    expect(order).toEqual(['sandbox', 'scheme', 'quit']);
  });

  it('that cannot open its journal says so in one box, with the folder and the code, and exits', async () => {
    const { electron, world, order, shown, ready, folder } = program();
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'journal'), 'a file where the folder should be');
    ready();
    await start(electron, world);
    expect(order).toContain('exit 1');
    expect(order).not.toContain('window');
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain(join(folder, 'data', 'journal'));
    expect(shown[0]).toContain('EEXIST');
    expect(readFileSync(join(folder, 'data', 'logs', 'lembar.log'), 'utf8')).toContain('start.failed');
  });

  it('[V5] on the journal of a later program says so in one box, and exits', async () => {
    const { electron, world, order, shown, ready, folder } = program();
    const journal = join(folder, 'data', 'journal');
    mkdirSync(journal, { recursive: true });
    writeFileSync(join(journal, 'journal-000001.log'), encodeRecord({ k: 'format', format: journalFormat + 1 }, 0));
    ready();
    await start(electron, world);
    expect(order).toContain('exit 1');
    expect(shown).toEqual([expect.stringContaining('versi Lembar yang lebih baru')]);
    expect(shown[0]).toContain(journal);
  });

  it('is undone in order: quitting closes the journal first', async () => {
    const { electron, world, order, ready, app } = program();
    ready();
    await start(electron, world);
    let prevented = false;
    app.emit('will-quit', { preventDefault: () => (prevented = true) });
    expect([prevented, order.includes('quit')]).toEqual([true, false]);
    await expect.poll(() => order.includes('quit'), { timeout: 30_000 }).toBe(true);
    await settle();
  });
});
