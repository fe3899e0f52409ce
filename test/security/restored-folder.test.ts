import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRegister, type OpenedRegister } from '../../server/open-register.ts';
import { openHighWater } from '../../server/numbers/high-water.ts';
import { numberingIs } from '../../server/numbers/numbering.ts';
import type { DeskRow } from '../../server/store/store.ts';
import { sealsOf } from '../../server/trust/seals.ts';
import { chainStart } from '../../shared/sync/operation.ts';

describe('a folder that was restored whole', () => {
  let root: string;
  let opened: OpenedRegister | null = null;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lembar-past-'));
  });
  afterEach(async () => {
    await close();
    await rm(root, { recursive: true, force: true });
  });

  const data = () => join(root, 'data');
  let made = 0;
  const ids = { next: () => `id-${++made}` };

  const unshared = { demand: () => undefined };
  async function open(state = 'state', asked = false): Promise<OpenedRegister> {
    await close();
    await mkdir(data(), { recursive: true });
    const places = { dataDir: data(), stateDir: join(root, state) };
    const fail = (error: unknown): never => {
      throw error;
    };
    opened = await openRegister(places, ids, { asked, now: 1000 }, fail, { now: () => 1000 }, unshared);
    return opened;
  }
  async function close(): Promise<void> {
    const was = opened;
    opened = null;
    await was?.highWater.close();
    await was?.store.close();
  }
  const desk: DeskRow = {
    id: 'desk-1',
    code: 'D01',
    name: 'Loket',
    machine: '',
    tokenHash: 'hash',
    inc: 1,
    lastSeq: 0,
    lastHash: chainStart,
    retired: false,
    lost: false,
    blockSize: 10,
    createdAt: 0,
    lastSeen: 1000,
    reported: null,
    replaysAll: false,
    origin: null,
    originSeq: 0,
    enrolledBy: null,
    confirmed: false,
    agency: null,
  };
  /** A desk is enrolled and numbers are issued up to `next`. */
  async function use({ store, highWater }: OpenedRegister, next: number): Promise<void> {
    await store.write(async (tx) => {
      await tx.desks.put({ ...desk, reported: (await tx.clock()).epoch });
      await tx.numbers.putBook({ book: 'SM', year: 2026, next });
    });
    await highWater.raise([{ book: 'SM', year: 2026 }]);
  }
  const numbersOf = ({ store }: OpenedRegister) =>
    store.read(async (tx) => [(await tx.numbers.book('SM', 2026))?.next, await numberingIs(tx)]);
  const epochOf = ({ store }: OpenedRegister) => store.read(async (tx) => (await tx.clock()).epoch);

  it('[E1] [N4] is noticed on the same machine without its operator declaring it, and continues above', async () => {
    await use(await open(), 6);
    await close();
    await cp(data(), join(root, 'backup'), { recursive: true });
    await use(await open(), 11);
    await close();
    await rm(data(), { recursive: true });
    await cp(join(root, 'backup'), data(), { recursive: true });
    const again = await open();
    expect(again.restored).toBe('behind');
    expect(await numbersOf(again)).toEqual([11, 'open']);
  });

  it('[E1] [N4] on another machine issues no number until desks have reported or an administrator decided', async () => {
    await use(await open(), 6);
    const moved = await open('another');
    expect(moved.restored).toBe('moved');
    expect(await numbersOf(moved)).toEqual([6, 'closed']);
    const epoch = await epochOf(moved);
    // From now on it stays there.
    const stays = await open('another');
    expect([stays.restored, await epochOf(stays)]).toEqual([null, epoch]);
  });

  it('[E1] a register of an earlier version has no mark outside yet and is not restored', async () => {
    const places = { dataDir: data(), stateDir: null };
    await mkdir(data());
    const opening = { asked: false, now: 1000 };
    opened = await openRegister(places, ids, opening, () => undefined, { now: () => 1000 }, unshared);
    await use(opened, 6);
    const now = await open();
    expect(now.restored).toBeNull();
    expect((await open('elsewhere')).restored).toBe('moved');
  });

  it('[T10] the key of the seals survives the loss of either copy, and of two keys the file takes precedence', async () => {
    const file = join(data(), 'lembar.seal');
    const sealBy = ({ store }: OpenedRegister) => store.read(async (tx) => (await sealsOf(tx)).of('water', 'x'));
    const first = await open();
    const seal = await sealBy(first);
    const key = await readFile(file, 'utf8');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await close();
    await rm(file);
    expect(await sealBy(await open())).toBe(seal);
    expect(await readFile(file, 'utf8')).toBe(key);
    await close();
    await writeFile(file, `${'0'.repeat(64)}\n`);
    const third = await open();
    expect(await sealBy(third)).not.toBe(seal);
    const seals = await third.store.read((tx) => sealsOf(tx));
    expect(seals.hold('water', 'x', seal)).toBe(true);
    await close();
    await rm(file);
    expect(await sealBy(await open())).toBe(seals.of('water', 'x'));
  });

  it('[T19] pushes that end while the mark is written share the next write', async () => {
    const { store } = await open();
    let writes = 0;
    const beside = {
      read: () => Promise.reject(new Error('none')),
      write: async () => {
        writes++;
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    };
    const { highWater } = await openHighWater(
      { beside, outside: null },
      store,
      'epoch',
      () => () => undefined,
      () => undefined,
      { asked: false, now: 1000 },
    );
    const before = writes;
    const groups = Array.from({ length: 40 }, () => highWater.raise([{ book: 'SM', year: 2026 }]));
    await Promise.all(groups);
    expect(writes - before).toBeLessThanOrEqual(2);
  });
});
