import Database from 'better-sqlite3';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { schemaVersion } from '../../server/store/sqlite/schema.ts';
import { acceptJump } from '../../server/sync/recovery.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { clientOf, facts30bcec7f, folder30bcec7f } from '../support/data-30bcec7f.ts';
import { burned, type DeskClient } from '../support/desk-client.ts';
import { copyOldData, type OldFolder } from '../support/old-data.ts';
import { registerArgs } from '../support/builders.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

const { letters, blocks, desks, clock } = facts30bcec7f.server;
const tu = desks.tu.enrolled.desk.id;
/** Where the answers of the first incarnation were kept: its desk had gone on in another one. */
const forked = (seq: number) => ({ desk: tu, inc: 1, seq, forked: true });

describe('a register written at 30bcec7f, restored and not yet reported to by every desk', () => {
  let register: TestRegister;
  beforeEach(async () => {
    register = await testRegister({ from: await readFile(join(folder30bcec7f, 'server/lembar.db')), at: clock });
  });

  it('[E5] keeps what was answered in an incarnation its desk forked from, and what waits there', async () => {
    const found = await register.store.read(async (tx) => ({
      ops: await Promise.all([2, 3, 4].map(async (seq) => (await tx.desks.op(forked(seq)))?.status)),
      third: await tx.desks.op(forked(3)),
      own: await tx.desks.op({ ...forked(2), forked: false }),
      parked: await tx.desks.parkedCount(),
      unnumbered: await tx.numbers.unnumbered(),
      taken: await tx.desks.taken(),
    }));
    expect(found).toMatchObject({
      ops: ['applied', 'applied', 'applied'],
      third: { ...forked(3), opId: 'op-000009' },
      own: null,
      parked: 1,
      unnumbered: [{ letterId: letters.waiting, ...forked(4) }],
      taken: 5,
    });
  });

  it('[E3] keeps the blocks that only their desks remembered, without a request and a time', async () => {
    const found = await register.store.read((tx) =>
      Promise.all([tx.numbers.lease(blocks.mine), tx.numbers.lease(blocks.theirs)]),
    );
    const unknown = { opId: null, grantedAt: null };
    expect(found).toMatchObject([
      { ...unknown, closed: true, reason: 'renewed' },
      { ...unknown, closed: false, desk: desks.other.enrolled.desk.id },
    ]);
  });

  it('[E5] asks the copied desk for its whole journal, and no other one', async () => {
    const found = await register.store.read(async (tx) =>
      (await tx.desks.all()).map(({ code, reported, replaysAll }) => [code, typeof reported, replaysAll]),
    );
    expect(found).toEqual([
      ['D01', 'string', false],
      ['D02', 'string', false],
      ['D03', 'object', true],
    ]);
    const copy = clientOf(register.wire, desks.copy);
    await copy.signIn('tu', password);
    expect(await copy.hello()).toMatchObject({ state: 'recovery', lastSeq: 0 });
    const ofFirst = copy.past(0).filter(({ op }) => (op as { inc: number }).inc === 1);
    expect((await copy.reconcile(ofFirst, { inc: 1, done: false })).results).toHaveLength(ofFirst.length);
    await copy.reconcile([], { inc: copy.inc, start: copy.seq });
    expect((await copy.hello()).state).toBe('ok');
  });

  const otherReports = async (): Promise<DeskClient> => {
    const other = clientOf(register.wire, desks.other);
    await other.signIn('sekretaris', password);
    await other.recover();
    return other;
  };

  it('[E2] runs the entry that waits once its letter is back, and [N1] takes a number of the remembered block', async () => {
    const other = await otherReports();
    expect((await other.letter<Letter>(letters.lost))?.facts).toHaveLength(1);
    expect(await register.store.read((tx) => tx.desks.parkedCount())).toBe(0);
    const lease = await register.store.read((tx) => tx.numbers.lease(blocks.theirs));
    if (!lease) throw new Error('no block');
    const args = registerArgs({ letterId: 'from-the-block' });
    await other.push([other.signInOp(other.account, { opId: 'new-sign-in' })]);
    await other.register(args, { opId: 'new-letter', agenda: burned(lease, lease.from) });
    expect((await other.letter<Letter>(args.letterId))?.agenda).toMatchObject({ no: lease.from, conflict: false });
  });

  it('[N4] gives the letter booked meanwhile its number, and its desk the answer with it', async () => {
    await register.store.write((tx) => acceptJump(tx, 'admin', register.clock));
    const { letter, op } = await register.store.read(async (tx) => ({
      letter: await tx.docs.get('letter', letters.waiting),
      op: await tx.desks.op(forked(4)),
    }));
    const { no } = (JSON.parse(letter?.json ?? '{}') as Letter).agenda;
    expect(no).toBeGreaterThan(1000);
    expect(JSON.parse(op?.result ?? '{}')).toMatchObject({ agenda: { no } });
  });
});

describe('the file of that register', () => {
  let folder: OldFolder;
  beforeEach(async () => {
    folder = await copyOldData(folder30bcec7f);
  });
  afterEach(() => folder.remove());

  it('is brought up to date, and lies beside itself as it was', async () => {
    const file = join(folder.server, 'lembar.db');
    const opened = openSqlite(file, 'new');
    if (!opened.ok) throw new Error(opened.error);
    await opened.value.close();
    const versionOf = (path: string): unknown => {
      const db = new Database(path, { readonly: true });
      const version = db.pragma('user_version', { simple: true });
      db.close();
      return version;
    };
    expect([versionOf(file), versionOf(`${file}.before-${schemaVersion}`)]).toEqual([schemaVersion, 4]);
  });
});
