import { describe, expect, it } from 'vitest';
import type { IpcMain } from 'electron';
import { channelNames } from '../../../shared/desk/channel-names.ts';
import { channels } from '../../../shared/desk/channels.ts';
import type { Desk } from '../../../shared/desk/desk.ts';
import { ok } from '../../../shared/result.ts';
import { serveDesk } from '../../../main/electron/ipc.ts';
import { fakeLog } from './fake-electron.ts';

type Listener = (event: unknown, ...args: unknown[]) => Promise<unknown>;
const ours = { parent: null, url: 'app://bundle/index.html#/surat', origin: 'app://bundle' };

function served(desk: Partial<Desk>) {
  const listeners = new Map<string, Listener>();
  const ipc = { handle: (name: string, listener: Listener) => void listeners.set(name, listener) };
  const log = fakeLog();
  serveDesk({ ipc: ipc as unknown as IpcMain, desk: desk as Desk, log });
  // What crosses a process boundary is a copy.
  const call = async (channel: string, args: unknown[], senderFrame: unknown = ours): Promise<unknown> =>
    structuredClone(await listeners.get(`lembar:${channel}`)?.({ senderFrame }, ...structuredClone(args)));
  return { listeners, call, log };
}

describe('the channels', () => {
  it('are exactly the methods of the desk, each with a schema', () => {
    expect([...served({}).listeners.keys()].sort()).toEqual(channelNames.map((name) => `lembar:${name}`).sort());
    expect([...channels].sort()).toEqual([...channelNames].sort());
  });

  it('carry checked arguments to the desk and its outcome back', async () => {
    const { call } = served({ pending: async (limit) => ok([{ seq: limit }] as never) });
    expect(await call('pending', [7])).toEqual({ ok: true, value: [{ seq: 7 }] });
  });

  const strangers: [string, unknown][] = [
    ['a frame that is gone', null],
    ['a frame inside a page', { ...ours, parent: {} }],
    [
      'another origin that mentions ours',
      { ...ours, url: 'https://evil.example/?app://bundle', origin: 'https://evil.example' },
    ],
    ['our address with a foreign origin', { ...ours, origin: 'null' }],
    ['a file', { ...ours, url: 'file:///index.html', origin: 'file://' }],
  ];
  it.each(strangers)('refuse %s and do nothing', async (_who, frame) => {
    let done = false;
    const { call, log } = served({
      signOut: async () => {
        done = true;
        return ok(null);
      },
    });
    expect(await call('signOut', ['a'], frame)).toMatchObject({ ok: false, error: { code: 'BAD_SENDER' } });
    expect([done, log.said]).toEqual([false, ['ipc.bad-sender']]);
  });

  const bad: [string, unknown[]][] = [
    ['pending', ['seven']],
    ['pending', []],
    ['pending', [1, 2]],
    ['print', ['https://evil.example', 'pdf', 'x']],
    ['print', ['#/x', 'file', 'x']],
    ['append', [{ opId: '' }]],
    ['saveSettings', [null]],
  ];
  it.each(bad)('refuse %s%j before the desk sees it', async (channel, args) => {
    const desk = new Proxy({}, { get: () => () => Promise.reject(new Error('must not be reached')) });
    expect(await served(desk).call(channel, args)).toMatchObject({ ok: false, error: { code: 'BAD_ARGUMENTS' } });
  });

  it('turn an exception into a refusal that reveals nothing of it, and log where it was', async () => {
    const { call, log } = served({ leases: () => Promise.reject(new Error('SQLITE /home/budi: rahasia')) });
    const answer = await call('leases', []);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'fault' } });
    expect(JSON.stringify(answer)).not.toContain('rahasia');
    expect(log.said).toEqual(['ipc.leases']);
  });
});
