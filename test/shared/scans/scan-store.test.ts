import { describe, expect, it } from 'vitest';
import { evictScans } from '../../../shared/scans/evict-scans.ts';
import { filePath, notePath } from '../../../shared/scans/scan-note.ts';
import type { FileSpace } from '../../../shared/scans/file-space.ts';
import { changeLink, leastFree, openScanStore, type ScanStore } from '../../../shared/scans/scan-store.ts';
import { largestScan } from '../../../shared/scans/scan-type.ts';
import { memorySpace, type MemorySpace } from '../../support/memory-space.ts';
import { hashOf, pdfBytes, pieces, storeDeps } from '../../support/scan-parts.ts';

const open = (space: MemorySpace): Promise<ScanStore> => openScanStore(storeDeps(space));
const mb = 1024 * 1024;

async function sent(store: ScanStore, bytes: Uint8Array, letter: string, epoch: string): Promise<void> {
  await store.put(pieces(bytes), letter, 'tu');
  await changeLink(store, hashOf(bytes), letter, (link) => ({ ...link, atServer: { is: 'confirmed', epoch } }));
}

describe('the files of scans at a desk', () => {
  it('[A1] are stored under the hash of their content, with a note that survives a restart', async () => {
    const space = memorySpace();
    const bytes = pdfBytes();
    const stored = await (await open(space)).put(pieces(bytes), 'letter-1', 'tu');
    expect(stored).toEqual({
      ok: true,
      value: { sha256: hashOf(bytes), size: bytes.length, mime: 'application/pdf' },
    });
    expect([...space.files.keys()].sort()).toEqual([filePath(hashOf(bytes)), notePath(hashOf(bytes))]);
    const again = await open(space);
    expect(again.note(hashOf(bytes))?.letters).toMatchObject({
      'letter-1': { account: 'tu', atServer: { is: 'unconfirmed' }, readers: ['tu'] },
    });
    expect(await again.read(hashOf(bytes))).toEqual(bytes);
  });

  it('[A1] whatever the step at which the power goes: what was confirmed is whole, and no name lies', async () => {
    const older = pdfBytes();
    const newer = pdfBytes();
    let confirmed = false;
    for (let steps = 0; !confirmed; steps++) {
      const space = memorySpace();
      await (await open(space)).put(pieces(older), 'letter-1', 'tu');
      space.stepsLeft = steps;
      const store = await open(space);
      confirmed = (await store.put(pieces(newer), 'letter-2', 'tu')).ok;
      for (const namesKept of [true, false]) {
        const disk = space.powerCut(namesKept);
        const after = await open(disk);
        expect([...disk.files.keys()].filter((path) => path.startsWith('tmp/'))).toEqual([]);
        expect(await after.read(hashOf(older)), `step ${steps}`).toEqual(older);
        if (confirmed) expect(await after.read(hashOf(newer)), `step ${steps}`).toEqual(newer);
        for (const { sha256 } of after.notes()) expect(hashOf((await after.read(sha256)) ?? older)).toBe(sha256);
        // Stored again after the fault, it is there.
        expect((await after.put(pieces(newer), 'letter-2', 'tu')).ok).toBe(true);
        expect(await after.read(hashOf(newer))).toEqual(newer);
      }
      expect(steps).toBeLessThan(60);
    }
  });

  it.each([
    ['SCAN_EMPTY', Buffer.alloc(0)],
    ['SCAN_WRONG_TYPE', Buffer.from('PK\u0003\u0004 a word processor’s file')],
    ['SCAN_WRONG_TYPE', Buffer.from('%PDF')],
    ['SCAN_TOO_LARGE', Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(largestScan)])],
  ])('refuses with %s and leaves nothing behind', async (code, bytes) => {
    const space = memorySpace();
    const put = await (await open(space)).put(pieces(bytes, 4 * mb), 'letter-1', 'tu');
    expect(put).toMatchObject({ ok: false, error: { code } });
    expect([...space.files.keys()]).toEqual([]);
  });

  it('[D8] takes no scan below 100 MB of free space, nor when the disk fills up under it', async () => {
    const space = memorySpace();
    const store = await open(space);
    space.space = leastFree - 1;
    expect(await store.put(pieces(pdfBytes()), 'l', 'tu')).toMatchObject({ error: { code: 'SCAN_NO_SPACE' } });
    const filling = memorySpace();
    const other = await open({ ...filling, free: async () => null });
    filling.space = 1000;
    expect(await other.put(pieces(pdfBytes()), 'l', 'tu')).toMatchObject({ error: { code: 'SCAN_NO_SPACE' } });
    expect([...filling.files.keys()]).toEqual([]);
  });

  it('a file that went bad is not shown as whole; what the server has is fetched again, the rest is not thrown away', async () => {
    const space = memorySpace();
    const store = await open(space);
    const safe = pdfBytes();
    const alone = pdfBytes();
    await sent(store, safe, 'letter-1', 'e1');
    await store.put(pieces(alone), 'letter-2', 'tu');
    for (const bytes of [safe, alone]) {
      space.spoil(filePath(hashOf(bytes)));
      expect(await store.read(hashOf(bytes))).toBeNull();
    }
    expect([store.note(hashOf(safe)), store.isDamaged(hashOf(alone))]).toEqual([null, true]);
    expect(space.files.has(filePath(hashOf(alone)))).toBe(true);
    await store.put(pieces(alone), 'letter-2', 'tu');
    expect([store.isDamaged(hashOf(alone)), await store.read(hashOf(alone))]).toEqual([false, alone]);
  });

  it('a file whose note was lost gets one again once its letter asks for it', async () => {
    const space = memorySpace();
    const bytes = pdfBytes();
    await (await open(space)).put(pieces(bytes), 'letter-1', 'tu');
    space.files.set(notePath(hashOf(bytes)), { bytes: Buffer.from('{ torn'), synced: 6 });
    const store = await open(space);
    expect(store.note(hashOf(bytes))).toBeNull();
    await store.adopt(hashOf(bytes), 'letter-1', 'tu');
    expect(await store.read(hashOf(bytes))).toEqual(bytes);
    expect(store.note(hashOf(bytes))?.letters['letter-1']?.atServer.is).toBe('unconfirmed');
  });
});

describe('windows that share a folder', () => {
  const windowsOn = (space: FileSpace) => {
    let tail: Promise<unknown> = Promise.resolve();
    const hold = <T>(work: () => Promise<T>): Promise<T> => {
      const next = tail.then(work);
      tail = next.catch(() => undefined);
      return next;
    };
    return (window: string) => openScanStore({ ...storeDeps(space), shared: { window, hold } });
  };

  it('[A1] a scan one window took is known to the other, which adds its own letter to it', async () => {
    const open = windowsOn(memorySpace());
    const [one, two] = [await open('one'), await open('two')];
    const bytes = pdfBytes();
    await one.put(pieces(bytes), 'letter-1', 'tu');
    await two.refresh();
    expect(two.notes().map(({ sha256 }) => sha256)).toEqual([hashOf(bytes)]);
    await two.put(pieces(bytes), 'letter-2', 'tu');
    await changeLink(one, hashOf(bytes), 'letter-1', (link) => ({
      ...link,
      atServer: { is: 'confirmed', epoch: 'e1' },
    }));
    await two.adopt(hashOf(bytes), 'letter-1', 'tu');
    const letters = two.note(hashOf(bytes))?.letters;
    expect([letters?.['letter-1']?.atServer.is, letters?.['letter-2']?.atServer.is]).toEqual([
      'confirmed',
      'unconfirmed',
    ]);
  });

  it('[A1] [A3] one window gives up nothing that is pending in the other', async () => {
    const space = memorySpace();
    const open = windowsOn(space);
    const [one, two] = [await open('one'), await open('two')];
    const bytes = pdfBytes();
    await sent(one, bytes, 'letter-1', 'e1');
    await two.put(pieces(bytes), 'letter-2', 'tu');
    expect(await evictScans(one, space, { epoch: 'e1', maxBytes: 0 })).toBe(0);
    expect(await two.read(hashOf(bytes))).toEqual(bytes);
  });

  it('[A1] a window that opens leaves alone what another one is writing', async () => {
    const open = windowsOn(memorySpace());
    const one = await open('one');
    const bytes = pdfBytes();
    let opened: Promise<ScanStore> | null = null;
    const slowly = async function* (): AsyncIterable<Uint8Array> {
      for await (const piece of pieces(bytes)) {
        opened ??= open('two');
        await opened;
        yield piece;
      }
    };
    expect(await one.put(slowly(), 'letter-1', 'tu')).toMatchObject({ ok: true });
  });
});

describe('giving up files', () => {
  it('[A3] only what the server has for every letter goes, least recently opened first', async () => {
    const space = memorySpace();
    const store = await open(space);
    const [waiting, oldest, half, newest] = [pdfBytes(), pdfBytes(), pdfBytes(), pdfBytes()];
    await store.put(pieces(waiting), 'letter-1', 'tu');
    for (const bytes of [oldest, half, newest]) await sent(store, bytes, 'letter-2', 'e1');
    await store.put(pieces(half), 'letter-3', 'tu');
    expect(await evictScans(store, space, { epoch: 'e1', maxBytes: 9000 })).toBe(1);
    expect(store.notes().map(({ sha256 }) => sha256)).not.toContain(hashOf(oldest));
    expect(await evictScans(store, space, { epoch: 'e1', maxBytes: 0 })).toBe(1);
    const left = store.notes().map(({ sha256 }) => sha256);
    expect(left.sort()).toEqual([hashOf(waiting), hashOf(half)].sort());
  });

  it('[A3] one that is stored for another letter while others are given up stays', async () => {
    const space = memorySpace();
    let meanwhile: (() => unknown) | null = null;
    const busy: FileSpace = {
      ...space,
      remove: async (path) => {
        meanwhile?.();
        meanwhile = null;
        // The whole file has arrived, and waits for the one that is being removed.
        await new Promise((resolve) => setImmediate(resolve));
        await space.remove(path);
      },
    };
    const store = await openScanStore(storeDeps(busy));
    const [first, second] = [pdfBytes(), pdfBytes()];
    for (const bytes of [first, second]) await sent(store, bytes, 'letter-1', 'e1');
    const putting: Promise<unknown>[] = [];
    meanwhile = () => putting.push(store.put(pieces(second), 'letter-2', 'tu'));
    expect(await evictScans(store, busy, { epoch: 'e1', maxBytes: 0 })).toBe(1);
    expect(await Promise.all(putting)).toMatchObject([{ ok: true }]);
    expect(await store.read(hashOf(second))).toEqual(second);
  });

  it('[A3] what was sent in an older epoch stays until it is known to be there', async () => {
    const space = memorySpace();
    const store = await open(space);
    await sent(store, pdfBytes(), 'letter-1', 'old epoch');
    space.space = 0;
    expect(await evictScans(store, space, { epoch: 'new epoch', maxBytes: 0 })).toBe(0);
    expect(await evictScans(store, space, { epoch: 'old epoch', maxBytes: Number.MAX_SAFE_INTEGER })).toBe(1);
  });
});
