import { describe, expect, it } from 'vitest';
import { encodeRecord, parseJournal } from '../../../main/desk/journal-format.ts';
import { keepDeskToken, memoryVault } from '../../../main/desk/vaults.ts';
import type { DeskCore } from '../../../main/desk/desk.ts';
import type { RenewRequest } from '../../../shared/sync/recovery-api.ts';
import type { SettingsFile } from '../../../main/desk/ports.ts';
import {
  answerAll,
  bookingDraft,
  enrolled,
  identity,
  memoryFile,
  openTestDesk,
  tinyServer,
  valueOf,
  type TinyServer,
} from '../../support/desk-parts.ts';
import { cutAt, memoryDisk, type MemoryDisk } from '../../support/memory-disk.ts';

const lease = { id: 'L-1', book: 'SM', year: 2026, from: 11, to: 20 };

interface Place {
  readonly disk: MemoryDisk;
  readonly file: SettingsFile;
  readonly server: TinyServer;
  open(disk?: MemoryDisk, machine?: string): Promise<DeskCore>;
}

function aPlace(): Place {
  const [disk, file, server] = [memoryDisk(), memoryFile(), tinyServer()];
  const rest = { file, upstream: server.upstream };
  return { disk, file, server, open: (at = disk, machine = 'm') => openTestDesk({ ...rest, disk: at, machine }) };
}

/** An enrolled desk with a block, one answered entry `a` and two pending ones: `b` with a number, `c` without. */
async function coreWithPending(place: Place): Promise<DeskCore> {
  const core = await enrolled(await place.open());
  const { desk } = core;
  await valueOf(desk.grantLease(lease));
  await valueOf(desk.append(bookingDraft('a')));
  await answerAll(desk, 1000);
  await valueOf(desk.append(bookingDraft('b')));
  await valueOf(desk.append(bookingDraft('c', { number: null })));
  return core;
}

const pendingIds = async ({ desk }: DeskCore): Promise<readonly string[]> =>
  (await valueOf(desk.pending(100))).filter(({ name }) => name === 'letter.register').map(({ opId }) => opId);

describe('a desk that takes a new incarnation', () => {
  it('[E4] [E6] moves pending operations above every used sequence number and keeps ids, content and burned numbers', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    const before = await valueOf(core.desk.pending(10));
    let asked: RenewRequest | null = null;
    const { renew } = place.server;
    place.server.renew = (question) => renew((asked = question));
    expect(await valueOf(core.desk.renew())).toEqual({ ...identity, inc: 2 });
    expect(asked).toMatchObject({ inc: 1, machine: 'm' });

    const after = await valueOf(core.desk.pending(10));
    expect(after.map(({ name }) => name)).toEqual(['session.signIn', 'letter.register', 'letter.register']);
    expect(after.every(({ inc, seq }) => inc === 2 && seq > 4)).toBe(true);
    for (const [i, old] of before.entries()) {
      const moved = after[i + 1];
      expect([moved?.opId, moved?.args, moved?.agenda, moved?.at]).toEqual([old.opId, old.args, old.agenda, old.at]);
      expect(moved?.origin).toEqual({ desk: 'desk-1', inc: 1, seq: old.seq });
    }
    const again = await place.open(place.disk.powerCut());
    expect(await valueOf(again.desk.pending(10))).toEqual(after);
    expect((await valueOf(again.desk.describe())).desk?.inc).toBe(2);
  });

  it('[D2] knows the entry of an old incarnation under its id, at its new sequence number', async () => {
    const core = await coreWithPending(aPlace());
    await valueOf(core.desk.renew());
    const found = await valueOf(core.desk.find('b'));
    expect(found).toMatchObject({ inc: 2 });
    expect(await valueOf(core.desk.append(bookingDraft('b')))).toEqual(found);
  });

  it('[E4] is wholly the old or wholly the new incarnation after a power cut anywhere', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    const before = [...place.disk.files.values()][0]?.bytes.length ?? 0;
    await valueOf(core.desk.renew());
    const bytes = [...place.disk.files.values()][0]?.bytes ?? new Uint8Array();
    const cuts = new Set([before, bytes.length - 1, bytes.length]);
    for (let at = before; at < bytes.length; at += 7) cuts.add(at);
    for (let at = bytes.indexOf(10, before); at >= 0; at = bytes.indexOf(10, at + 1)) cuts.add(at).add(at + 1);
    for (const cut of cuts) {
      const again = await place.open(cutAt(place.disk, cut));
      const { desk, last } = await valueOf(again.desk.describe());
      const pending = await valueOf(again.desk.pending(10));
      expect(await pendingIds(again)).toEqual(['b', 'c']);
      expect(pending.every(({ inc }) => inc === desk?.inc)).toBe(true);
      expect(pending.at(-1)).toMatchObject(last);
      expect(desk?.inc).toBe(cut === bytes.length ? 2 : 1);
    }
  });

  it('[N5] burns nothing of the old blocks from the moment it asks, also without an answer', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    place.server.down = true;
    expect(await core.desk.renew()).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
    expect((await valueOf(core.desk.append(bookingDraft('d')))).agenda?.no).toBeNull();
    expect(await valueOf(core.desk.leases())).toMatchObject([{ id: 'L-1', used: 12, closed: true }]);
    expect(await pendingIds(await place.open(place.disk.powerCut()))).toEqual(['b', 'c', 'd']);
  });

  it('burns numbers of a block it got in the new incarnation', async () => {
    const core = await coreWithPending(aPlace());
    await valueOf(core.desk.renew());
    await valueOf(core.desk.grantLease({ ...lease, id: 'L-2', from: 31, to: 40 }));
    expect((await valueOf(core.desk.append(bookingDraft('d')))).agenda).toMatchObject({ no: 31, lease: 'L-2' });
    expect((await valueOf(core.desk.leases())).map(({ id, inc, used }) => [id, inc, used])).toEqual([
      ['L-1', 1, 12],
      ['L-2', 2, 31],
    ]);
  });

  it('[E4] lets a clerk go on saving until the answer; what was saved meanwhile moves too', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    const { renew } = place.server;
    place.server.renew = async (question) => {
      await valueOf(core.desk.append(bookingDraft('d')));
      return renew(question);
    };
    await valueOf(core.desk.renew());
    const pending = await valueOf(core.desk.pending(10));
    expect(pending.map(({ opId }) => opId).slice(1)).toEqual(['b', 'c', 'd']);
    expect(new Set(pending.map(({ inc }) => inc))).toEqual(new Set([2]));
  });

  it('asks once when two windows notice the same', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    let asked = 0;
    const { renew } = place.server;
    place.server.renew = (question) => (asked++, renew(question));
    const both = await Promise.all([valueOf(core.desk.renew()), valueOf(core.desk.renew())]);
    expect([asked, both[0]]).toEqual([1, both[1]]);
  });

  it('[E6] refuses a start whose sequence numbers were used already', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    place.server.renew = () => ({ desk: { ...identity, inc: 2 }, deskToken: null, start: 3 });
    expect(await core.desk.renew()).toMatchObject({ ok: false, error: { code: 'FORK' } });
    expect((await valueOf(core.desk.describe())).desk?.inc).toBe(1);
  });

  it('stays as it was when the server refuses, and says why', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    const before = await valueOf(core.desk.pending(10));
    place.server.renew = () => null;
    expect(await core.desk.renew()).toMatchObject({ ok: false, error: { code: 'DESK_RETIRED' } });
    expect(await valueOf(core.desk.pending(10))).toEqual(before);
  });

  it('[P3] does not take a late answer of the old incarnation for one of the new', async () => {
    const core = await coreWithPending(aPlace());
    const old = await valueOf(core.desk.pending(10));
    await valueOf(core.desk.renew());
    const late = old.map(({ seq, opId }) => ({ seq, opId, status: 'applied' as const, rv: 9 }));
    await valueOf(core.desk.settle(late, 2000));
    expect(await pendingIds(core)).toEqual(['b', 'c']);
    expect((await valueOf(core.desk.past(0, 100))).ops.map(({ op }) => op.opId)).not.toContain('b');
  });

  it('[E5] becomes a desk of its own with the token of that desk, kept before its identity', async () => {
    const place = aPlace();
    const core = await coreWithPending(place);
    const own = { id: 'desk-9', code: 'D09', name: 'Meja TU (salinan)', inc: 1 };
    place.server.renew = ({ lastSeq }) => ({ desk: own, deskToken: 'token-9', start: lastSeq });
    place.disk.space = 400;
    expect(await core.desk.renew()).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
    const vault = keepDeskToken(memoryVault(), place.file);
    expect(await vault.read('desk')).toBe('d');
    place.disk.space = Number.POSITIVE_INFINITY;
    expect(await valueOf(core.desk.renew())).toEqual(own);
    expect(await vault.read('desk')).toBe('token-9');
    expect((await valueOf(core.desk.pending(10))).every(({ desk }) => desk === 'desk-9')).toBe(true);
    expect((await valueOf(core.desk.append(bookingDraft('d')))).agenda?.provisional).toMatch(/^S-D09-/);
  });
});

describe('a journal that was copied to another machine', () => {
  it('[N5] [E5] is noticed at once: it takes entries, burns no number, and may again in an incarnation of its own', async () => {
    const place = aPlace();
    await coreWithPending(place);
    const copy = await place.open(place.disk.powerCut(), 'another machine');
    expect(await valueOf(copy.desk.describe())).toMatchObject({ copied: true, machine: 'another machine' });
    expect((await valueOf(copy.desk.append(bookingDraft('d')))).agenda?.no).toBeNull();
    const original = await place.open(place.disk.powerCut());
    expect((await valueOf(original.desk.describe())).copied).toBe(false);
    expect((await valueOf(original.desk.append(bookingDraft('d')))).agenda?.no).toBe(13);

    const own = { id: 'desk-9', code: 'D09', name: 'Meja TU (salinan)', inc: 1 };
    place.server.renew = ({ lastSeq }) => ({ desk: own, deskToken: 'token-9', start: lastSeq });
    await valueOf(copy.desk.renew());
    expect((await valueOf(copy.desk.describe())).copied).toBe(false);
    await valueOf(copy.desk.grantLease({ ...lease, id: 'L-9', from: 51, to: 60 }));
    expect((await valueOf(copy.desk.append(bookingDraft('e')))).agenda?.no).toBe(51);
  });

  it('is not suspected when the journal does not say where it was made', async () => {
    const disk = memoryDisk();
    const core = await enrolled(await openTestDesk({ disk }));
    const [file] = disk.files.values();
    const { records } = parseJournal(file?.bytes ?? new Uint8Array());
    expect(records[0]).toMatchObject({ k: 'desk', machine: 'm' });
    await core.close();
    const old = records.map((record) => encodeRecord(record.k === 'desk' ? without(record) : record, 0));
    const bytes = Buffer.concat(old);
    const again = await openTestDesk({
      disk: memoryDisk(new Map([['journal-000001.log', { bytes, synced: bytes.length }]])),
      machine: 'another',
    });
    expect(await valueOf(again.desk.describe())).toMatchObject({ copied: false, last: { seq: 1 } });
  });
});

function without<T extends { readonly machine?: string }>(record: T): Omit<T, 'machine'> & T {
  const { machine: _dropped, ...rest } = record;
  return rest as Omit<T, 'machine'> & T;
}
