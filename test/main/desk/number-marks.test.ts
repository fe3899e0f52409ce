import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeskCore } from '../../../main/desk/desk.ts';
import { accountHeader } from '../../../main/desk/forward.ts';
import { outsideFile } from '../../../main/desk/outside-file.ts';
import type { OutsideMarks } from '../../../main/desk/ports.ts';
import { secondName } from '../../../main/desk/twice-kept.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import {
  aHandshake,
  account,
  bookingDraft,
  enrolled,
  openTestDesk,
  tinyServer,
  valueOf,
} from '../../support/desk-parts.ts';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.ts';

const lease = { id: 'L-1', book: 'SM', year: 2026, from: 11, to: 14 };

function memoryMarks(): OutsideMarks & { kept: Record<string, number>; broken: boolean; writes: number } {
  const marks = {
    kept: {} as Record<string, number>,
    broken: false,
    writes: 0,
    read: () => marks.kept,
    write: (next: Readonly<Record<string, number>>) => {
      if (marks.broken) return Promise.reject(new Error('read-only'));
      marks.writes++;
      marks.kept = { ...next };
      return Promise.resolve();
    },
  };
  return marks;
}

async function burn({ desk }: DeskCore, id: string): Promise<number | null | undefined> {
  return (await valueOf(desk.append(bookingDraft(id)))).agenda?.no;
}

const open = (disk: MemoryDisk, outside: OutsideMarks) => openTestDesk({ disk, outside });

/** A desk, and what leaves it for the register when a window asks at a path. */
async function listened(disk: MemoryDisk, outside: OutsideMarks) {
  const { upstream } = tinyServer();
  let sent: Uint8Array | null = null;
  const core = await openTestDesk({
    disk,
    outside,
    upstream: (request) => {
      sent = request.body;
      if (!request.url.endsWith(paths.hello)) return upstream(request);
      const answer = new Response(JSON.stringify(aHandshake({ state: 'recovery' })));
      const body = answer.body as ReadableStream<Uint8Array>;
      return Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body });
    },
  });
  const saysOf = async (path: string, body: Record<string, unknown> = {}): Promise<unknown> => {
    const headers = { [accountHeader]: account.id, 'content-type': 'application/json' };
    // Its answer is none of the protocol's.
    await core.forward({ path, method: 'POST', headers, body: Buffer.from(JSON.stringify(body)) }).catch(() => null);
    return JSON.parse(new TextDecoder().decode(sent ?? undefined));
  };
  return { core, saysOf };
}

const pastOf = async ({ desk }: DeskCore) => (await valueOf(desk.past(0, 100))).ops;

describe('[N1] the second copy of the highest numbers', () => {
  it('keeps a desk above the numbers on paper when its journal was restored from an old copy', async () => {
    const [disk, outside] = [memoryDisk(), memoryMarks()];
    const desk = await enrolled(await open(disk, outside));
    await valueOf(desk.desk.grantLease(lease));
    expect(await burn(desk, 'a')).toBe(11);
    const old = disk.powerCut();
    expect([await burn(desk, 'b'), await burn(desk, 'c')]).toEqual([12, 13]);
    await desk.close();
    const rewound = await open(old, outside);
    expect([await burn(rewound, 'd'), await burn(rewound, 'e')]).toEqual([14, null]);
    const alone = await openTestDesk({ disk: old.powerCut() });
    await valueOf(alone.desk.grantLease({ ...lease, id: 'L-2', from: 31, to: 40 }));
    expect(await burn(alone, 'f')).toBe(31);
  });

  it('is completed at the next start with what a crash kept out of it, before a number is shown', async () => {
    const [disk, outside] = [memoryDisk(), memoryMarks()];
    const desk = await enrolled(await open(disk, outside));
    await valueOf(desk.desk.grantLease(lease));
    const old = disk.powerCut();
    outside.broken = true;
    expect(await burn(desk, 'a')).toBe(11);
    await desk.close();
    outside.broken = false;
    await open(disk.powerCut(), outside);
    expect(outside.kept).toEqual({ 'block/L-1': 11 });
    expect(await burn(await open(old, outside), 'b')).toBe(12);
  });

  it('is written after the journal, not for numbers the disk refused', async () => {
    const [disk, outside] = [memoryDisk(), memoryMarks()];
    const desk = await enrolled(await open(disk, outside));
    await valueOf(desk.desk.grantLease(lease));
    disk.space = 20;
    expect(await desk.desk.append(bookingDraft('a'))).toMatchObject({ ok: false });
    await desk.close();
    expect(outside.kept).toEqual({});
  });

  it('[N12] keeps a desk from a block it gave back when its journal was restored to before that', async () => {
    const [disk, outside] = [memoryDisk(), memoryMarks()];
    const desk = await enrolled(await open(disk, outside));
    await valueOf(desk.desk.grantLease(lease));
    expect(await burn(desk, 'a')).toBe(11);
    const old = disk.powerCut();
    expect(await valueOf(desk.desk.closeLease(lease.id))).toMatchObject({ closed: true, used: 11 });
    expect(outside.kept).toEqual({ 'block/L-1': 11, 'back/L-1': 14 });
    await desk.close();
    const rewound = await open(old, outside);
    expect(await burn(rewound, 'b')).toBeNull();
    await valueOf(rewound.desk.grantLease({ ...lease, id: 'L-2', from: 5, to: 6 }));
    expect(await burn(rewound, 'c')).toBe(5);
  });

  /** Eleven is in the copy of the journal that comes back; twelve and thirteen were printed after it was made. */
  async function rewoundWithTwoOnPaper(outside: OutsideMarks): Promise<MemoryDisk> {
    const disk = memoryDisk();
    const desk = await enrolled(await open(disk, outside));
    await valueOf(desk.desk.grantLease(lease));
    expect(await burn(desk, 'a')).toBe(11);
    const old = disk.powerCut();
    expect([await burn(desk, 'b'), await burn(desk, 'c')]).toEqual([12, 13]);
    await desk.close();
    return old;
  }

  it('[N12] lets no number on paper come home when a rewound desk gives its block back', async () => {
    const outside = memoryMarks();
    const old = await rewoundWithTwoOnPaper(outside);
    const { core, saysOf } = await listened(old, outside);
    expect(await saysOf(paths.hello)).toMatchObject({ leases: [{ id: lease.id, used: 13, closed: false }] });
    await valueOf(core.desk.closeLease(lease.id));
    const closed = { id: lease.id, used: 13, closed: true };
    expect(await saysOf(paths.hello)).toMatchObject({ leases: [closed] });
    expect(await saysOf(paths.closeLease, { lease: lease.id })).toMatchObject({ highestUsed: 13 });
    expect(await saysOf(paths.reconcile, { ops: await pastOf(core), done: true })).toMatchObject({ leases: [closed] });
    await core.close();
    const again = await listened(old, outside);
    expect(await again.saysOf(paths.hello)).toMatchObject({ leases: [closed] });
  });

  it('[N5] [N12] says so too of a block that a new incarnation closed', async () => {
    const outside = memoryMarks();
    const old = await rewoundWithTwoOnPaper(outside);
    const { core, saysOf } = await listened(old, outside);
    await valueOf(core.desk.renew());
    expect(await saysOf(paths.hello)).toMatchObject({ leases: [{ id: lease.id, used: 13, closed: true }] });
  });

  it('[N12] written by a program that kept the highest of a book, it counts for the blocks up to there', async () => {
    const outside = memoryMarks();
    outside.kept = { 'desk-1/SM/2026': 13 };
    const { core, saysOf } = await listened(memoryDisk(), outside);
    await enrolled(core);
    await valueOf(core.desk.grantLease(lease));
    await valueOf(core.desk.grantLease({ ...lease, id: 'L-2', from: 15, to: 18 }));
    await valueOf(core.desk.closeLease(lease.id));
    await valueOf(core.desk.closeLease('L-2'));
    expect(await saysOf(paths.hello)).toMatchObject({ leases: [{ used: 13 }, { used: null }] });
  });

  it('forgets the oldest of the blocks that the journal has forgotten, with what it says of them', async () => {
    const outside = memoryMarks();
    const ids = Array.from({ length: 1001 }, (_, i) => `old-${i}`);
    outside.kept = Object.fromEntries(
      ids.flatMap((id) => [
        [`block/${id}`, 1],
        [`back/${id}`, 2],
      ]),
    );
    const desk = await enrolled(await open(memoryDisk(), outside));
    await valueOf(desk.desk.grantLease(lease));
    await burn(desk, 'a');
    await desk.close();
    const kept = Object.keys(outside.kept);
    expect(kept.filter((name) => name.endsWith('/old-0'))).toEqual([]);
    expect(kept.filter((name) => name.endsWith('/old-1'))).toEqual(['block/old-1', 'back/old-1']);
    expect(outside.kept).toMatchObject({ 'block/L-1': 11 });
  });

  it('is ignored for the blocks of another desk', async () => {
    const outside = memoryMarks();
    outside.kept = { 'desk-other/SM/2026': 13, 'desk-1/SM/2025': 99 };
    const desk = await enrolled(await open(memoryDisk(), outside));
    await valueOf(desk.desk.grantLease(lease));
    expect(await burn(desk, 'a')).toBe(11);
  });

  it('that cannot be written stops nobody, and is written with the next number', async () => {
    const outside = memoryMarks();
    const desk = await enrolled(await open(memoryDisk(), outside));
    await valueOf(desk.desk.grantLease(lease));
    outside.broken = true;
    expect(await burn(desk, 'a')).toBe(11);
    outside.broken = false;
    expect(await burn(desk, 'b')).toBe(12);
    await desk.close();
    expect(outside.kept).toEqual({ 'block/L-1': 12 });
  });

  it('ends with the last number however fast they were burned', async () => {
    const outside = memoryMarks();
    const desk = await enrolled(await open(memoryDisk(), outside));
    await valueOf(desk.desk.grantLease({ ...lease, to: 60 }));
    await Promise.all(Array.from({ length: 40 }, (_, i) => burn(desk, `op-${i}`)));
    await desk.close();
    expect(outside.kept).toEqual({ 'block/L-1': 50 });
  });
});

describe('the file of the second copy', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  const aPath = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'lembar-marks-'));
    folders.push(folder);
    return join(folder, 'beside', 'numbers.json');
  };

  it('is made where there is none and read back', async () => {
    const file = outsideFile(await aPath());
    expect(file.read()).toEqual({});
    await file.write({ 'block/L-1': 12 });
    await file.write({ 'desk-1/SM/2026': 13 });
    expect(file.read()).toEqual({ 'desk-1/SM/2026': 13 });
  });

  const damage = ['', '{"desk-1/SM/2026":', '{"desk-1/SM/2026":"x"}', '[]', '{"marks":{"a":9},"sum":"of others"}'];
  it.each(damage)('[D21] damaged to %j, the other one says it; both damaged say nothing', async (text) => {
    const path = await aPath();
    const file = outsideFile(path);
    await file.write({ a: 1 });
    await writeFile(path, text);
    expect(file.read()).toEqual({ a: 1 });
    await writeFile(secondName(path), text);
    expect(file.read()).toEqual({});
    await file.write({ a: 2 });
    expect(outsideFile(path).read()).toEqual({ a: 2 });
  });

  it('written by a program that kept one without a sum, it counts', async () => {
    const path = await aPath();
    await outsideFile(path).write({});
    await writeFile(path, '{"a":7}');
    expect(outsideFile(path).read()).toEqual({ a: 7 });
  });
});
