import { describe, expect, it } from 'vitest';
import { chainStart, hashOperation } from '../../../shared/sync/operation.ts';
import { sha256 } from '../../../main/desk/sha256.ts';
import {
  bookingDraft,
  enrolled,
  memoryFile,
  openTestDesk,
  tinyServer,
  valueOf as value,
} from '../../support/desk-parts.ts';
import { memoryDisk } from '../../support/memory-disk.ts';

const lease = { id: 'L-1', book: 'SM', year: 2026, from: 11, to: 13 };

describe('the desk core', () => {
  it('[D1] [N1] an operation and its number are on the disk before they are answered: a power cut keeps them', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    await value(desk.desk.grantLease(lease));
    const op = await value(desk.desk.append(bookingDraft('a')));
    expect(op.agenda).toMatchObject({ no: 11, lease: 'L-1', provisional: null });

    const after = await openTestDesk({ disk: disk.powerCut() });
    const pending = await value(after.desk.pending(10));
    expect(pending.at(-1)).toEqual(op);
    const next = await value(after.desk.append(bookingDraft('b')));
    expect(next.agenda?.no).toBe(12);
  });

  it('[D1] what was not synced was never answered, and its number is free', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    await value(desk.desk.grantLease(lease));
    const before = [...disk.files.values()][0]?.bytes.length ?? 0;
    disk.space = 40;
    const refused = await desk.desk.append(bookingDraft('a'));
    expect(refused).toMatchObject({ ok: false, error: { code: 'DISK_FULL', kind: 'fault' } });
    expect([...disk.files.values()][0]?.bytes.length).toBe(before);
    disk.space = Number.POSITIVE_INFINITY;
    const op = await value(desk.desk.append(bookingDraft('a')));
    expect(op.agenda?.no).toBe(11);
    const again = await openTestDesk({ disk });
    expect((await value(again.desk.pending(10))).at(-1)).toEqual(op);
  });

  it('[D2] the same operation id gives the same operation, also after a restart and when asked twice at once', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    await value(desk.desk.grantLease(lease));
    const [first, second] = await Promise.all([
      value(desk.desk.append(bookingDraft('a'))),
      value(desk.desk.append(bookingDraft('a'))),
    ]);
    expect(second).toEqual(first);
    const again = await openTestDesk({ disk: disk.powerCut() });
    expect(await value(again.desk.append(bookingDraft('a')))).toEqual(first);
  });

  it('[P1] [P2] operations form one gap-free chain, whoever appends them and however fast', async () => {
    const desk = await enrolled(await openTestDesk());
    await Promise.all(
      Array.from({ length: 150 }, (_, i) => desk.desk.append(bookingDraft(`op-${i}`, { number: null }))),
    );
    const ops = await value(desk.desk.pending(1000));
    expect(ops.map(({ seq }) => seq)).toEqual(Array.from({ length: 151 }, (_, i) => i + 1));
    let prev = chainStart;
    for (const op of ops) {
      expect(op.prev).toBe(prev);
      expect(op.hash).toBe(hashOperation(op, sha256));
      prev = op.hash;
    }
  });

  it('one sync serves everything that arrived while the disk was busy', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    const before = disk.syncs;
    await Promise.all(Array.from({ length: 50 }, (_, i) => desk.desk.append(bookingDraft(`g-${i}`, { number: null }))));
    expect(disk.syncs - before).toBeLessThan(5);
  });

  it('[N8] numbered by the server, or with the block empty, it carries a provisional code of desk and sequence number', async () => {
    const desk = await enrolled(await openTestDesk());
    const online = await value(
      desk.desk.append(bookingDraft('a', { number: { book: 'SM', year: 2026, path: 'server' } })),
    );
    expect(online.agenda).toEqual({ book: 'SM', year: 2026, no: null, lease: null, provisional: 'S-D01-2' });
    const dry = await value(desk.desk.append(bookingDraft('b')));
    expect(dry.agenda).toMatchObject({ no: null, provisional: 'S-D01-3' });
  });

  it('[N2] a block run dry hands out no number twice and none beyond its end', async () => {
    const desk = await enrolled(await openTestDesk());
    await value(desk.desk.grantLease(lease));
    const ops = await Promise.all(['a', 'b', 'c', 'd'].map((id) => value(desk.desk.append(bookingDraft(id)))));
    expect(ops.map(({ agenda }) => agenda?.no)).toEqual([11, 12, 13, null]);
  });

  it('[N6] a closed block is given up for good, also after a restart', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    await value(desk.desk.grantLease(lease));
    await value(desk.desk.append(bookingDraft('a')));
    expect(await value(desk.desk.closeLease('L-1'))).toMatchObject({ used: 11, closed: true });
    const again = await openTestDesk({ disk: disk.powerCut() });
    expect((await value(again.desk.append(bookingDraft('b')))).agenda?.no).toBeNull();
  });

  it('[N7] a block of one year numbers no letter of another', async () => {
    const desk = await enrolled(await openTestDesk());
    await value(desk.desk.grantLease(lease));
    const old = await value(desk.desk.append(bookingDraft('a', { number: { book: 'SM', year: 2025, path: 'desk' } })));
    expect(old.agenda).toMatchObject({ year: 2025, no: null });
  });

  it('[D5] a journal damaged in the middle stops the desk and names the file', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    await value(desk.desk.append(bookingDraft('a', { number: null })));
    const file = [...disk.files.values()][0];
    if (file) file.bytes[30] = 0;
    await expect(openTestDesk({ disk })).rejects.toThrow('journal-000001.log');
  });

  it('[D4] answered operations leave the pending ones and come back to their account as results', async () => {
    const disk = memoryDisk();
    const desk = await enrolled(await openTestDesk({ disk }));
    const op = await value(desk.desk.append(bookingDraft('a', { number: null })));
    const result = { seq: op.seq, opId: 'a', status: 'applied' as const, rv: 7 };
    await value(desk.desk.settle([result], 0));
    const again = await openTestDesk({ disk });
    expect(await value(again.desk.recover('acc-tu', 0))).toMatchObject({ settled: [{ result, op }] });
    expect((await value(again.desk.pending(10))).map(({ opId }) => opId)).not.toContain('a');
  });
});

describe('signing in at a desk', () => {
  it('reports a wrong password at enrolment and stays unenrolled', async () => {
    const desk = await openTestDesk();
    const answer = await desk.desk.enrol({
      server: 'http://127.0.0.1:9',
      deskName: 'x',
      username: 'tu',
      password: 'no',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD', kind: 'input' } });
    expect((await value(desk.desk.describe())).desk).toBeNull();
  });

  it('accepts the last password the server accepted when the server is unreachable, and no other', async () => {
    const server = tinyServer();
    const file = memoryFile();
    const disk = memoryDisk();
    await enrolled(await openTestDesk({ disk, file, upstream: server.upstream, fullPrice: true }));
    server.down = true;
    const again = await openTestDesk({ signedOut: true, disk, file, upstream: server.upstream, fullPrice: true });
    expect(await again.desk.signIn('tu', 'salah')).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } });
    expect(await value(again.desk.signIn('tu', 'kata-sandi-benar'))).toMatchObject({ online: false });
    expect(await again.desk.signIn('asing', 'x')).toMatchObject({
      ok: false,
      error: { code: 'FIRST_SIGN_IN_NEEDS_SERVER' },
    });
  });

  it('ignores the page of a captive portal as an answer', async () => {
    const server = tinyServer();
    const desk = await enrolled(await openTestDesk({ upstream: server.upstream }));
    server.html = true;
    expect(await value(desk.desk.signIn('tu', 'kata-sandi-benar'))).toMatchObject({ online: false });
    expect(await desk.desk.inspectServer('http://127.0.0.1:9')).toMatchObject({
      ok: false,
      error: { code: 'NOT_A_SERVER' },
    });
  });

  it('[P10] takes no entry of an account that signed out: the server would quarantine it', async () => {
    const desk = await enrolled(await openTestDesk());
    await value(desk.desk.signOut('acc-tu'));
    expect(await desk.desk.append(bookingDraft('a'))).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
  });

  it('[P10] sign-in and sign-out are operations of the sequence', async () => {
    const desk = await enrolled(await openTestDesk());
    await value(desk.desk.signIn('tu', 'kata-sandi-benar'));
    await value(desk.desk.signOut('acc-tu'));
    await value(desk.desk.signIn('tu', 'kata-sandi-benar'));
    const names = (await value(desk.desk.pending(10))).map(({ name }) => name);
    expect(names).toEqual(['session.signIn', 'session.signOut', 'session.signIn']);
  });

  it('keeps no password and no session in the settings file', async () => {
    const file = memoryFile();
    await enrolled(await openTestDesk({ file }));
    expect(JSON.stringify(file.read())).not.toContain('kata-sandi-benar');
    expect(JSON.stringify(file.read())).not.toContain('"t"');
  });
});
