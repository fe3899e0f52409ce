import { beforeEach, describe, expect, it } from 'vitest';
import { meta, readMeta } from '../../renderer/data/meta.ts';
import { findCommand } from '../../shared/commands/registry.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { applyResults } from '../../renderer/data/apply.ts';
import { fileOperation } from '../../renderer/data/file-entry.ts';
import { purgeRemovals, removalsKeptMs } from '../../server/sync/purge.ts';
import { aLetter, anAuthor, someTime } from '../support/builders.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { openReadingDesk, sumOf, type ReadingDesk } from '../support/reading-desk.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

const day = 86_400_000;

describe('a desk repaired from the server', () => {
  let register: TestRegister;
  let client: DeskClient;
  beforeEach(async () => {
    register = await testRegister();
    client = await register.desk('sekretaris');
  });

  const put = (at: TestRegister, i: number, more: Partial<Letter> = {}): Promise<void> =>
    at.put('letter', aLetter({ id: `letter-${i}`, addressedTo: ['sekretaris'], ...more }));
  const write = async (at: TestRegister, from: number, to: number, more: Partial<Letter> = {}): Promise<void> => {
    for (let i = from; i < to; i++) await put(at, i, more);
  };
  const opened = async (): Promise<ReadingDesk> => {
    const desk = await openReadingDesk(register, client);
    expect(await desk.pull()).toBe(true);
    return desk;
  };
  /** The register as it was when `copy` was made; it begins an epoch whose versions lie above every old one (E1). */
  const restored = async (copy: Buffer): Promise<TestRegister> => {
    const again = await testRegister({ from: copy });
    const { rv } = await register.store.read((tx) => tx.clock());
    await again.store.write((tx) => tx.renewEpoch('second epoch', rv + 1_000_000));
    return again;
  };
  const agrees = async (desk: ReadingDesk, at: TestRegister): Promise<void> => {
    const { sum } = await at.store.read((tx) => tx.scopes.state('office'));
    expect(sumOf(await desk.onDisk())).toEqual(sum);
  };
  const subject = async (desk: ReadingDesk, i: number): Promise<string | undefined> =>
    ((await desk.replica.find('letter', `letter-${i}`))?.doc as Letter | undefined)?.subject;

  /** A pending entry. */
  const correct = async (desk: ReadingDesk, i: number, set: object): Promise<void> => {
    const op: Operation = {
      ...{ opId: 'op-1', desk: 'd', inc: 1, seq: 1, prev: '', hash: '', name: 'letter.correct', v: 1, by: anAuthor },
      ...{ at: { wall: someTime, skewMs: null }, epoch: null, base: {}, agenda: null },
      args: { letterId: `letter-${i}`, set },
    };
    const { row } = await fileOperation(desk.replica, op, findCommand(op.name) as never, op.args);
    if (!row) throw new Error('not filed');
    desk.replica.pending.set(row.key, 1);
    desk.replica.show([row], []);
  };

  it('[L8] after a restore nothing is read again from the beginning: only what differs is taken', async () => {
    await write(register, 0, 300, { subject: 'dahulu' });
    const copy = await register.copy();
    await write(register, 7, 10, { subject: 'hanya dalam hidup lama' });
    const desk = await opened();
    const server = await restored(copy);
    await put(server, 8, { subject: 'hidup baru' });
    desk.turnTo(server);
    desk.asked.length = 0;
    expect(await desk.pull()).toBe(true);
    expect(desk.asked.filter((path) => path === paths.snapshot)).toEqual([]);
    expect(desk.asked.filter((path) => path === paths.bucket).length).toBeLessThan(4);
    // This desk knew newer versions than the server has; the server's apply all the same.
    expect([await subject(desk, 7), await subject(desk, 8), await subject(desk, 9)]).toEqual([
      'dahulu',
      'hidup baru',
      'dahulu',
    ]);
    await agrees(desk, server);
    expect(await readMeta(desk.store, meta.epoch)).toBe('second epoch');
    await agrees(await desk.restart(), server);
  });

  it('[L8] a document the restored server lost, and no desk sends again, is shown with its last content', async () => {
    await write(register, 0, 20);
    const copy = await register.copy();
    await put(register, 20, { subject: 'Undangan yang hilang' });
    const desk = await opened();
    const server = await restored(copy);
    desk.turnTo(server);
    await desk.pull();
    expect(await subject(desk, 20)).toBeUndefined();
    expect(await desk.store.all('attention')).toMatchObject([
      {
        status: 'flagged',
        code: 'SERVER_LOST_DOCUMENT',
        docType: 'letter',
        docId: 'letter-20',
        seen: false,
        args: { subject: 'Undangan yang hilang' },
      },
    ]);
    await agrees(desk, server);
    // Once another desk sends it again, or somebody books it again, nothing needs attention any more.
    await put(server, 20, { subject: 'Undangan yang hilang' });
    await desk.pull();
    expect(await subject(desk, 20)).toBe('Undangan yang hilang');
    expect(await desk.store.all('attention')).toEqual([]);
  });

  it('[L9] a document that arrives while the parts are compared is not taken for an orphan', async () => {
    await write(register, 0, 20);
    const copy = await register.copy();
    await put(register, 20);
    let server: TestRegister | null = null;
    let compared = false;
    const desk = await openReadingDesk(register, client, {
      onRequest: async (path) => {
        if (path === paths.bucket) compared = true;
        else if (path === paths.pull && compared && server) await put(server, 20, { subject: 'dikirim lagi' });
      },
    });
    await desk.pull();
    server = await restored(copy);
    desk.turnTo(server);
    let gone = 0;
    desk.replica.changes.listen(() => void (desk.replica.index.find('letter', 'letter-20') ?? gone++));
    await desk.pull();
    expect(compared).toBe(true);
    expect([gone, await subject(desk, 20)]).toEqual([0, 'dikirim lagi']);
    expect(await desk.store.all('attention')).toEqual([]);
  });

  it('[L8] [S3] a letter that is secret on the restored server leaves rightly: no content is kept of it', async () => {
    await put(register, 1, { security: 'rahasia', subject: 'sangat rahasia', addressedTo: ['kepala-dinas'] });
    const copy = await register.copy();
    await put(register, 1, { security: 'biasa', subject: 'sangat rahasia', addressedTo: ['kepala-dinas'] });
    const desk = await opened();
    expect(await subject(desk, 1)).toBe('sangat rahasia');
    const server = await restored(copy);
    desk.turnTo(server);
    await desk.pull();
    expect(await desk.store.all('attention')).toEqual([]);
    expect(JSON.stringify([...(await desk.onDisk())])).not.toContain('sangat rahasia');
    expect(desk.replica.index.find('letterStub', 'letter-1')).not.toBeNull();
  });

  it('[L8] pages of a snapshot begun in the old epoch are begun again', async () => {
    await write(register, 0, 400);
    let left = 2;
    const desk = await openReadingDesk(register, client, {
      onRequest: (path) => {
        if (path === paths.snapshot && left-- <= 0) throw new Error('cut');
      },
    });
    expect(await desk.pull()).toBe(false);
    const copy = await register.copy();
    const server = await restored(copy);
    desk.turnTo(server);
    left = Infinity;
    expect(await desk.pull()).toBe(true);
    await agrees(desk, server);
    expect(desk.replica.index.counts().total).toBe(400);
  });

  it('[L4] [L9] pending operations are rebased over what a repair brings', async () => {
    await write(register, 0, 10, { subject: 'dahulu' });
    const copy = await register.copy();
    await put(register, 3, { subject: 'kemudian' });
    const desk = await opened();
    await correct(desk, 3, { remark: 'dari meja ini' });
    const server = await restored(copy);
    desk.turnTo(server);
    await desk.pull();
    expect((await desk.replica.find('letter', 'letter-3'))?.doc).toMatchObject({
      subject: 'dahulu',
      remark: 'dari meja ini',
    });
    expect(await desk.store.get('shadows', 'letter:letter-3')).toMatchObject({
      doc: { subject: 'dahulu', remark: '' },
    });
    expect(await desk.store.all('outbox')).toHaveLength(1);
  });

  it('[D7] what the store lost of an entry and its letter is rebuilt from what is left', async () => {
    await write(register, 0, 10, { subject: 'dahulu' });
    const desk = await opened();
    await correct(desk, 1, { remark: 'hilang dari antrean' });
    await desk.store.write(['outbox'], (tx) => Promise.resolve(tx.delete('outbox', 1)));
    const second = await desk.restart();
    await second.pull();
    // Only the journal still has its entry; without it the letter is the server's.
    expect((await second.replica.find('letter', 'letter-1'))?.doc).toMatchObject({ remark: '' });
    expect(await second.store.all('shadows')).toEqual([]);
    await correct(second, 2, { remark: 'dari meja ini' });
    await second.store.write(['rows'], (tx) => Promise.resolve(tx.delete('rows', 'letter:letter-2')));
    const third = await second.restart();
    await third.pull();
    expect((await third.replica.find('letter', 'letter-2'))?.doc).toMatchObject({ remark: 'dari meja ini' });
    expect((await third.store.get('shadows', 'letter:letter-2'))?.doc).toMatchObject({ remark: '' });
  });

  it('[L11] a document with pending entries stays although the server has it no more, until they are answered', async () => {
    await write(register, 0, 10);
    const copy = await register.copy();
    await put(register, 10);
    const desk = await opened();
    await correct(desk, 10, { remark: 'dari meja ini' });
    const server = await restored(copy);
    desk.turnTo(server);
    await desk.pull();
    expect((await desk.replica.find('letter', 'letter-10'))?.doc).toMatchObject({ remark: 'dari meja ini' });
    await applyResults(
      desk.replica,
      [{ seq: 1, opId: 'op-1', status: 'rejected', rv: null, code: 'NO_SUCH_LETTER' }],
      null,
    );
    desk.replica.verifyNow = true;
    await desk.pull();
    expect(await subject(desk, 10)).toBeUndefined();
    const codes = (await desk.store.all('attention')).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['NO_SUCH_LETTER', 'SERVER_LOST_DOCUMENT']);
  });

  it('[L11] a desk away for longer than removals are remembered reads its scope again, usable all the while', async () => {
    await write(register, 0, 200);
    const desk = await opened();
    for (const i of [3, 50]) await put(register, i, { security: 'rahasia', addressedTo: ['kepala-dinas'] });
    await put(register, 4, { subject: 'dikoreksi' });
    await write(register, 200, 210);
    const purge = (): Promise<number> => register.store.write((tx) => purgeRemovals(tx, register.clock.now()));
    await purge();
    register.clock.pass(removalsKeptMs + day);
    expect(await purge()).toBe(2);
    await client.signIn('sekretaris', password);
    desk.asked.length = 0;
    const seen: number[] = [];
    const unlisten = desk.replica.changes.listen(() => seen.push(desk.replica.index.counts().total));
    expect(await desk.pull()).toBe(true);
    unlisten();
    expect(desk.asked).toContain(paths.snapshot);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(200);
    await agrees(desk, register);
    expect(await subject(desk, 3)).toBeUndefined();
    expect(desk.replica.index.find('letterStub', 'letter-3')).not.toBeNull();
    expect(await subject(desk, 4)).toBe('dikoreksi');
    expect((await desk.onDisk()).has('letter:letter-50')).toBe(false);
  });

  it('[L9] a store that lost nearly everything is filled by packs, not row by row', async () => {
    await write(register, 0, 1500);
    const desk = await opened();
    await desk.store.write(['packs', 'columns'], async (tx) => {
      const packs = (await tx.all('packs')).map(({ key }) => key);
      tx.delete('packs', ...packs);
      tx.delete('columns', ...packs);
    });
    const again = await desk.restart();
    await again.pull();
    await agrees(again, register);
    expect(again.asked).toContain(paths.snapshot);
    expect(again.asked.filter((path) => path === paths.bucket)).toEqual([]);
    expect((await again.store.keys('packs')).length).toBeGreaterThan(7);
  });
});
