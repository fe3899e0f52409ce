import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { browserBoxes } from '../../../../renderer/data/host/browser-boxes.ts';
import { browserDesk, type BrowserDeskDeps } from '../../../../renderer/data/host/browser-desk.ts';
import { browserJournal } from '../../../../renderer/data/host/browser-journal.ts';
import { browserKeys } from '../../../../renderer/data/host/browser-keys.ts';
import { boxedContents } from '../../../../shared/desk/contents.ts';
import { noScanMethods } from '../../../../shared/scans/scan-methods.ts';
import { paths } from '../../../../shared/sync/protocol.ts';
import type { RenewRequest } from '../../../../shared/sync/recovery-api.ts';
import { account, answerAll, bookingDraft, identity, valueOf } from '../../../support/desk-parts.ts';

/** One after the other, as `navigator.locks` does for the windows of one browser. */
function oneLock(): BrowserDeskDeps['locks'] {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    hold: (_name, _signal, work) => {
      const next = tail.then(work);
      tail = next.catch(() => undefined);
      return next;
    },
  };
}

/** A browser with its windows, and a server that enrols it and gives it new incarnations. */
function aBrowser(name: string) {
  const asked: RenewRequest[] = [];
  const server = { down: false, silent: false };
  const storage = new Map<string, unknown>();
  const locks = oneLock();
  let ids = 0;
  const answer = (path: string, body: unknown): unknown => {
    if (path !== paths.renew) return { token: 't', expiresAt: 0, account, desk: identity, deskToken: 'd' };
    asked.push(body as RenewRequest);
    const { inc, lastSeq } = body as RenewRequest;
    return { desk: { ...identity, inc: inc + 1 }, deskToken: null, start: lastSeq };
  };
  const boxes = browserBoxes((length) => new Uint8Array(randomBytes(length)));
  const kept: BrowserDeskDeps['storage'] = {
    read: (key) => storage.get(key) ?? null,
    write: (key, value) => void storage.set(key, value),
  };
  const window = () => {
    const keys = browserKeys(kept, boxes);
    return browserDesk({
      keys,
      contents: boxedContents(keys, boxes),
      sealScans: () => Promise.resolve(),
      journal: browserJournal(name),
      storage: kept,
      locks,
      fetch: (input, init) => {
        if (server.silent) return new Promise(() => undefined);
        if (server.down) return Promise.reject(new TypeError('Failed to fetch'));
        const { body = '{}' } = init as { readonly body?: string };
        return Promise.resolve(Response.json(answer(input as string, JSON.parse(body))));
      },
      digest: (text) => createHash('sha256').update(text).digest('hex'),
      clock: { now: () => Date.UTC(2026, 9, 8, 1) },
      ids: { next: () => `${name}-${++ids}` },
      origin: 'https://lembar.test',
      scans: noScanMethods,
      version: 'test',
    });
  };
  return { window, server, asked };
}

const enrolment = { server: '', deskName: 'Peramban', username: 'tu', password: 'kata-sandi-benar' };
const lease = { id: 'L-1', book: 'SM', year: 2026, from: 11, to: 20 };

describe('the desk of the browser edition', () => {
  it('[D9] signs no bundle, as its token is out of its reach, and says so', async () => {
    const desk = aBrowser('carry').window();
    await valueOf(desk.enrol(enrolment));
    expect(await desk.carryAway()).toMatchObject({ ok: false, error: { code: 'CARRY_NOT_HERE' } });
  });

  it('[D1] a booking waits for no sign-in or sign-out of another window, however long the server is silent', async () => {
    const browser = aBrowser('silent');
    const [one, two] = [browser.window(), browser.window()];
    await valueOf(one.enrol(enrolment));
    browser.server.silent = true;
    void one.signIn('tu', 'kata-sandi-benar');
    const patience = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 3000));
    const booked = two.append(bookingDraft('a')).then(({ ok: done }) => (done ? 'saved' : 'refused'));
    expect(await Promise.race([booked, patience])).toBe('saved');
    void one.signOut(account.id);
    const pending = two.pending(10).then((pending) => pending.ok && pending.value.at(-1)?.name);
    expect(await Promise.race([pending, patience])).toBe('session.signOut');
  });

  it('[E4] [E6] takes a new incarnation as the desk core does, and every window goes on in it', async () => {
    const browser = aBrowser('renew');
    const [one, two] = [browser.window(), browser.window()];
    await valueOf(one.enrol(enrolment));
    await valueOf(one.grantLease(lease));
    await valueOf(one.append(bookingDraft('a')));
    await valueOf(two.append(bookingDraft('b')));
    expect(await valueOf(two.renew())).toMatchObject({ inc: 2 });
    expect(browser.asked).toMatchObject([{ inc: 1, machine: 'browser' }]);
    const pending = await valueOf(one.pending(10));
    expect(pending.map(({ name, inc, agenda }) => [name, inc, agenda?.no])).toEqual([
      ['session.signIn', 2, undefined],
      ['session.signIn', 2, undefined],
      ['letter.register', 2, 11],
      ['letter.register', 2, 12],
    ]);
    expect(pending.every(({ seq }) => seq > 3)).toBe(true);
    expect(await valueOf(one.append(bookingDraft('a')))).toEqual(pending[2]);
    expect((await valueOf(one.append(bookingDraft('c')))).agenda?.no).toBeNull();
    expect((await valueOf(browser.window().pending(10))).map(({ opId }) => opId).slice(2)).toEqual(['a', 'b', 'c']);
  });

  it('[N5] gives its blocks up when nobody answers, and stays in its incarnation', async () => {
    const browser = aBrowser('renew-offline');
    const desk = browser.window();
    await valueOf(desk.enrol(enrolment));
    await valueOf(desk.grantLease(lease));
    browser.server.down = true;
    expect(await desk.renew()).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
    expect((await valueOf(desk.append(bookingDraft('a')))).agenda?.no).toBeNull();
    expect((await valueOf(desk.describe())).desk?.inc).toBe(1);
  });

  it('[E2] replays its answered past incarnation by incarnation', async () => {
    const browser = aBrowser('past');
    const desk = browser.window();
    await valueOf(desk.enrol(enrolment));
    await valueOf(desk.append(bookingDraft('a', { number: null })));
    await answerAll(desk, 1000);
    await valueOf(desk.append(bookingDraft('b', { number: null })));
    await valueOf(desk.renew());
    await answerAll(desk, 2000);
    const again = browser.window();
    const first = await valueOf(again.past(0, 100));
    expect([first.inc, first.more, first.ops.map(({ op }) => op.opId).slice(1)]).toEqual([1, true, ['a']]);
    const second = await valueOf(again.past(first.ops.at(-1)?.op.seq ?? 0, 100));
    expect([second.inc, second.more, second.start]).toEqual([2, false, browser.asked[0]?.lastSeq]);
    expect(second.ops.map(({ op }) => op.opId)).toContain('b');
  });
});
