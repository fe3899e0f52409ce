import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, Signed } from '../../shared/desk/desk.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { paths, protocolVersion, type PushAnswer } from '../../shared/sync/protocol.ts';
import { testBrowser, type BrowserPage, type TestBrowser } from '../support/browser-edition.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { bookingDraft, valueOf } from '../support/desk-parts.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';
import { hashOf, pdfBytes } from '../support/scan-parts.ts';

const subject = 'Hasil audit keamanan yang tidak untuk semua';
const scanWords = 'kata-kata di dalam pindaian rahasia';
const pdf = ((): Uint8Array => {
  const bytes = pdfBytes(1_300_000);
  for (const at of [300, 1_100_000]) bytes.write(scanWords, at, 'utf8');
  return new Uint8Array(bytes);
})();

let register: TestRegister;
let browser: TestBrowser;
let reader: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  reader = await register.desk('kadis');
  browser = testBrowser(() => register.app, register.clock);
});

const enrolment = { server: '', deskName: 'Peramban', username: 'sekretaris', password };
const enrolled = async (how?: Parameters<TestBrowser['page']>[0]) => {
  const page = browser.page(how);
  return { page, signed: await valueOf(page.desk.enrol(enrolment)) };
};

function secretDraft({ account }: Pick<Signed, 'account'>, letterId = newId('letter')): Draft {
  const by = { account: account.id, person: account.personId, position: 'sekretaris' };
  const args = registerArgs({ letterId, subject, security: 'rahasia', addressedTo: ['kepala-dinas'] });
  return bookingDraft(newId('op'), { by, number: null, args });
}

/** What the page of whoever is signed in sends of all that waits. */
async function push({ desk }: BrowserPage): Promise<PushAnswer> {
  const ops = await valueOf(desk.pending(100));
  const { desk: identity } = await valueOf(desk.describe());
  const body = { proto: protocolVersion, app: 'uji', epoch: null, inc: identity?.inc, ops };
  const answer = await browser.fetch(paths.push, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const pushed = (await answer.json()) as PushAnswer;
  await valueOf(desk.settle(pushed.results, pushed.serverTime));
  return pushed;
}

const sealedKey = (): unknown => (browser.storage.get('key') as { sealed?: unknown } | null)?.sealed;

describe('[T46] what the browser edition keeps', () => {
  it('[T36] [T38] is read from nothing of it, while its author is here and when he is gone', async () => {
    const { page, signed } = await enrolled();
    const draft = secretDraft(signed);
    await valueOf(page.desk.append(draft));
    const { letterId } = draft.args as { readonly letterId: string };
    expect(await page.scans.put(signed.account.id, letterId, new Blob([pdf as BlobPart]))).toMatchObject({ ok: true });
    for (const words of [subject, scanWords, signed.storeKey ?? '-']) expect(await browser.dump()).not.toContain(words);
    await push(page);
    await valueOf(page.desk.signOut(signed.account.id));
    for (const words of [subject, scanWords, signed.storeKey ?? '-']) expect(await browser.dump()).not.toContain(words);
    // The search itself finds what stands there in the open.
    expect(await browser.dump()).toContain('letter.register');
  });

  it('is there for its author again after a reload and after a new sign-in', async () => {
    const { page, signed } = await enrolled();
    const { opId } = await valueOf(page.desk.append(secretDraft(signed)));
    const again = browser.page().desk;
    expect(await valueOf(again.current())).toEqual({ ...signed, online: false });
    expect((await valueOf(again.find(opId)))?.args).toMatchObject({ subject });
    await valueOf(again.signOut(signed.account.id));
    expect((await valueOf(again.find(opId)))?.args).toBeUndefined();
    expect((await valueOf(again.signIn('sekretaris', password))).storeKey).toBe(signed.storeKey);
    expect((await valueOf(again.find(opId)))?.args).toMatchObject({ subject });
  });

  it('opens to nobody without the session, whatever lies in the browser', async () => {
    const { signed } = await enrolled();
    const disk = structuredClone([...browser.storage]);
    expect(sealedKey()).toBeTypeOf('string');
    browser.cookies.delete('lembar_session');
    for (const [key, value] of disk) browser.storage.set(key, value);
    expect(await valueOf(browser.page().desk.current())).toBeNull();
    expect(JSON.stringify(disk)).not.toContain(signed.storeKey);
  });

  it('opens to no session that was ended at the register', async () => {
    await enrolled();
    const admin = await register.desk('admin');
    const body = { id: 'sekretaris', username: 'sekretaris', personId: 'sekretaris', admin: false, disabled: true };
    await admin.send('POST', paths.accounts, { ...body, password: null });
    expect(await valueOf(browser.page().desk.current())).toBeNull();
  });

  it('says that the register is away instead of asking for a password it cannot check', async () => {
    await enrolled();
    browser.server.down = true;
    expect(await browser.page().desk.current()).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
    expect(sealedKey()).toBeTypeOf('string');
  });

  it('[T37] goes to the register in its box while somebody else is signed in, who does not read it', async () => {
    const { page, signed } = await enrolled();
    const draft = secretDraft(signed);
    await valueOf(page.desk.append(draft));
    await valueOf(page.desk.signOut(signed.account.id));
    await valueOf(page.desk.signIn('tu', password));
    expect(JSON.stringify(await valueOf(page.desk.pending(100)))).not.toContain(subject);
    expect((await push(page)).results.map(({ status }) => status)).not.toContain('quarantined');
    const { letterId } = draft.args as { readonly letterId: string };
    expect(await reader.letter<Letter>(letterId)).toMatchObject({ subject });
  });

  it('[T37] notes of an answer that comes while its author is away are his', async () => {
    const { page, signed } = await enrolled();
    const { opId, seq } = await valueOf(page.desk.append(secretDraft(signed)));
    await valueOf(page.desk.signOut(signed.account.id));
    await valueOf(page.desk.signIn('tu', password));
    const notes = [{ field: 'subject', mine: 'a', now: subject, kept: 'now' as const }];
    await valueOf(page.desk.settle([{ seq, opId, status: 'merged', rv: 1, notes }], 1));
    expect(await browser.dump()).not.toContain(subject);
    await valueOf(page.desk.signOut('tu'));
    await valueOf(page.desk.signIn('sekretaris', password));
    const { settled } = await valueOf(page.desk.recover(signed.account.id, 0));
    expect(settled.find(({ result }) => result.opId === opId)?.result.notes).toEqual(notes);
  });
});

describe('[T39] what lies in a browser from before', () => {
  /** A letter and a scan of it as a program kept them that had no store key; some windows are still open. */
  const before = async () => {
    const { page, signed } = await enrolled({ before: true });
    const draft = secretDraft(signed);
    const { opId } = await valueOf(page.desk.append(draft));
    const { letterId } = draft.args as { readonly letterId: string };
    await page.scans.put(signed.account.id, letterId, new Blob([pdf as BlobPart]));
    await push(page);
    const dump = await browser.dump();
    for (const words of [subject, scanWords]) expect(dump).toContain(words);
    expect(sealedKey()).toBeUndefined();
    return { page, signed, opId, letterId };
  };
  const sealed = () =>
    vi.waitFor(
      async () => {
        const dump = await browser.dump();
        for (const words of [subject, scanWords]) expect(dump.includes(words), words).toBe(false);
      },
      { timeout: 20_000, interval: 100 },
    );

  it('is sealed at the next sign-in, and its author reads it as before', async () => {
    const { signed, opId, letterId } = await before();
    const { desk, scans } = browser.page();
    await valueOf(desk.signIn('sekretaris', password));
    await sealed();
    expect((await valueOf(desk.find(opId)))?.args).toMatchObject({ subject });
    const past = await valueOf(desk.past(0, 100));
    expect(past.ops.find(({ op }) => op.opId === opId)?.op.args).toMatchObject({ subject });
    const states = await valueOf(desk.scanStates(signed.account.id, letterId, []));
    expect(states).toEqual([]);
    const file = await scans.get(signed.account.id, letterId, hashOf(pdf));
    expect(file.ok && Buffer.from(await file.value.arrayBuffer()).equals(pdf)).toBe(true);
  });

  it('is sealed when a page with a session of before is loaded again, the key that signs as well', async () => {
    await before();
    expect((await valueOf(browser.page().desk.current()))?.storeKey).toBeTypeOf('string');
    await sealed();
    expect(sealedKey()).toBeTypeOf('string');
  });

  it('is not held any longer by a window that read it before', async () => {
    const { opId } = await before();
    const idle = browser.page().desk;
    expect((await valueOf(idle.find(opId)))?.args).toMatchObject({ subject });
    await valueOf(browser.page().desk.signIn('sekretaris', password));
    await sealed();
    expect(await valueOf(idle.find(opId))).toMatchObject({ opId, box: expect.any(String) as string });
  });
});
