import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardApp, guardContents, guardSession } from '../../../main/electron/guards.ts';
import { fakeContents, fakeLog } from './fake-electron.ts';

type Handler = (...args: unknown[]) => unknown;

function guardedSession() {
  const handlers: Record<string, Handler> = {};
  const emitter = new EventEmitter();
  const set = (name: string) => (handler: Handler) => void (handlers[name] = handler);
  const session = {
    setPermissionRequestHandler: set('request'),
    setPermissionCheckHandler: set('check'),
    setDevicePermissionHandler: set('device'),
    setDisplayMediaRequestHandler: set('screen'),
    allowNTLMCredentialsForDomains: (domains: string) => void (handlers['ntlm'] = () => domains),
    setSpellCheckerEnabled: (on: boolean) => void (handlers['spelling'] = () => on),
    on: emitter.on.bind(emitter),
  };
  guardSession(session as unknown as Session, fakeLog());
  const call = (name: string, ...args: unknown[]): unknown => handlers[name]?.(...args);
  const asks = (permission: string, url: string, isMainFrame = true): boolean => {
    let answer = false;
    const details = { isMainFrame, requestingUrl: url };
    call('request', { getURL: () => url }, permission, (granted: boolean) => (answer = granted), details);
    return answer;
  };
  return { call, asks, emitter };
}

const ours = 'app://bundle/index.html';

describe('permissions', () => {
  it.each(['clipboard-sanitized-write', 'persistent-storage', 'notifications'])(
    'grants %s to our own page, asked or checked',
    (name) => {
      const { call, asks } = guardedSession();
      expect(asks(name, ours)).toBe(true);
      expect(call('check', null, name, 'app://bundle/', { isMainFrame: true })).toBe(true);
    },
  );

  it.each(['media', 'geolocation', 'openExternal', 'clipboard-read', 'fileSystem', 'usb', 'unknown'])(
    'refuses %s even to our own page, asked or checked',
    (name) => {
      const { call, asks } = guardedSession();
      expect(asks(name, ours)).toBe(false);
      expect(call('check', null, name, 'app://bundle/', { isMainFrame: true })).toBe(false);
    },
  );

  it('refuses what it grants to any other origin and to frames inside a page', () => {
    const { call, asks } = guardedSession();
    expect(asks('persistent-storage', 'https://evil.example/?app://bundle')).toBe(false);
    expect(asks('persistent-storage', ours, false)).toBe(false);
    expect(call('check', null, 'persistent-storage', 'https://evil.example', { isMainFrame: true })).toBe(false);
    expect(call('check', null, 'persistent-storage', 'app://bundle/', { isMainFrame: false })).toBe(false);
  });

  it('refuses devices and screen capture, gives no Windows credentials away and fetches no dictionary', () => {
    const { call } = guardedSession();
    let streams: unknown = 'asked';
    call('screen', {}, (given: unknown) => (streams = given));
    expect(streams).toBe(null);
    expect(call('device', {})).toBe(false);
    expect(call('ntlm')).toBe('');
    expect(call('spelling')).toBe(false);
  });
});

describe('downloads', () => {
  const download = (url: string): boolean => {
    const { emitter } = guardedSession();
    let prevented = false;
    emitter.emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url });
    return !prevented;
  };
  it('lets the page save a list it made itself', () => expect(download('blob:app://bundle/8f1c')).toBe(true));
  it.each(['https://evil.example/x.exe', 'blob:https://evil.example/1', 'data:text/csv,a', 'app://bundle/index.html'])(
    'refuses %s',
    (url) => expect(download(url)).toBe(false),
  );
});

describe('pages', () => {
  const tries = (event: string, url: string): boolean => {
    const contents = fakeContents();
    guardContents(contents, fakeLog());
    let prevented = false;
    contents.emit(event, { url, preventDefault: () => (prevented = true) });
    return !prevented;
  };

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stay at home on %s', (event) => {
    expect(tries(event, 'app://bundle/index.html#/surat')).toBe(true);
    expect(tries(event, 'https://evil.example/?next=app://bundle')).toBe(false);
    expect(tries(event, 'file:///etc/passwd')).toBe(false);
    expect(tries(event, 'app://bundle.evil.example/')).toBe(false);
  });

  it('open no window and attach no webview', () => {
    const contents = fakeContents();
    guardContents(contents, fakeLog());
    expect(contents.openHandler?.({ url: 'app://bundle/' })).toEqual({ action: 'deny' });
    let prevented = false;
    contents.emit('will-attach-webview', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });

  it('are guarded whoever makes them', () => {
    const app = new EventEmitter();
    guardApp(app as unknown as App, fakeLog());
    const contents = fakeContents();
    app.emit('web-contents-created', {}, contents);
    expect(contents.openHandler).not.toBe(null);
    expect(contents.listenerCount('will-navigate')).toBe(1);
  });
});
