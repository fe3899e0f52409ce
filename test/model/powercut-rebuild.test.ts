import { describe, expect, it } from 'vitest';
import { chanceOf } from '../powercut/chance.ts';
import type { DiskEvent } from '../powercut/disk-event.ts';
import { applyAll, sector, tornContent } from '../powercut/file-versions.ts';
import { rebuild, type Cut, type Disk } from '../powercut/rebuild.ts';

/** Every call takes one millisecond: it begins at `at` and has returned at `at + 1`. */
const span = (at: number) => ({ at, done: at + 1 });
const open = (at: number, path: string, ino = 7): DiskEvent => ({
  ...span(at),
  kind: 'open',
  path,
  ino,
  emptied: false,
});
const write = (at: number, path: string, offset: number, text: string, ino = 7): DiskEvent => ({
  ...span(at),
  kind: 'write',
  path,
  ino,
  offset,
  bytes: new TextEncoder().encode(text),
});
const sync = (at: number, path: string, folder = false, ino = 7): DiskEvent => ({
  ...span(at),
  kind: 'sync',
  path,
  ino,
  folder,
});

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const text = (disk: Disk, path: string): string | null => {
  const bytes = disk.get(path);
  return bytes ? new TextDecoder().decode(bytes) : null;
};
const at = (moment: number, rest: Cut['rest'], names: Cut['names'] = 'posix'): Cut => ({ at: moment, names, rest });
/** What the file holds after a cut at that moment, over all seeds. */
const outcomes = (events: readonly DiskEvent[], moment: number, path: string, names?: Cut['names']) =>
  new Set(seeds.map((seed) => text(rebuild(events, at(moment, chanceOf(seed), names)), path)));

const log = '/desk/log';
const begun = [open(1, log), sync(3, '/desk', true)];

describe('a disk after a power cut', () => {
  it('has what was synced, for every seed', () => {
    const events = [...begun, write(5, log, 0, 'aaaa'), sync(7, log), write(9, log, 4, 'bbbb')];
    for (const [seed] of seeds.entries()) {
      expect(text(rebuild(events, at(11, chanceOf(seed))), log)?.startsWith('aaaa')).toBe(true);
    }
  });

  it('has nothing else in the worst case, and anything else by chance', () => {
    const events = [...begun, write(5, log, 0, 'aaaa'), sync(7, log), write(9, log, 4, 'bbbb')];
    expect(text(rebuild(events, at(11, 'worst')), log)).toBe('aaaa');
    expect(outcomes(events, 11, log)).toEqual(new Set(['aaaa', 'aaaa\0\0\0\0', 'aaaabbbb']));
  });

  it('need not have what a sync that had not returned covered, nor what was written while it ran', () => {
    const early = [...begun, write(5, log, 0, 'aaaa'), sync(7, log)];
    expect(text(rebuild(early, at(7.5, 'worst')), log)).toBe('');
    expect(text(rebuild(early, at(8, 'worst')), log)).toBe('aaaa');
    const meanwhile = [...begun, write(4.5, log, 0, 'aaaa'), sync(5, log)];
    expect(text(rebuild(meanwhile, at(20, 'worst')), log)).toBe('');
  });

  it('forgets a new file whose folder was not synced, and finds it by chance', () => {
    const events = [open(1, log), write(3, log, 0, 'aaaa'), sync(5, log)];
    expect(rebuild(events, at(9, 'worst')).has(log)).toBe(false);
    expect(outcomes(events, 9, log)).toEqual(new Set([null, 'aaaa']));
  });

  it('cannot find a file whose folder was lost', () => {
    const deep = '/desk/journal/log';
    const events: DiskEvent[] = [
      { ...span(1), kind: 'mkdir', path: '/desk/journal' },
      open(3, deep),
      write(5, deep, 0, 'aaaa'),
      sync(7, deep),
      sync(9, '/desk/journal', true),
    ];
    expect([...rebuild(events, at(11, 'worst')).keys()]).toEqual([]);
    const repaired = [...events, sync(11, '/desk', true)];
    expect(text(rebuild(repaired, at(13, 'worst')), deep)).toBe('aaaa');
  });

  it('has a file under its old name or its new one, never under neither', () => {
    const events: DiskEvent[] = [
      ...begun,
      write(5, log, 0, 'aaaa'),
      sync(7, log),
      { ...span(9), kind: 'rename', path: log, to: '/desk/new' },
    ];
    for (const names of ['posix', 'journaled'] as const) {
      const found = seeds.map((seed) => [...rebuild(events, at(11, chanceOf(seed), names)).keys()].join());
      expect(new Set(found)).toEqual(new Set([log, '/desk/new']));
    }
  });

  it('keeps names in order where the file system has a journal: a later sync brings the earlier ones along', () => {
    const events = [
      open(1, '/desk/a', 1),
      open(3, '/desk/b', 2),
      write(5, '/desk/b', 0, 'b', 2),
      sync(7, '/desk/b', false, 2),
    ];
    expect([...rebuild(events, at(9, 'worst', 'journaled')).keys()]).toEqual(['/desk/a', '/desk/b']);
    const before = seeds.map((seed) => [...rebuild(events, at(6, chanceOf(seed), 'journaled')).keys()].join());
    expect(new Set(before)).toEqual(new Set(['', '/desk/a', '/desk/a,/desk/b']));
  });

  it('does not mistake a new file for the old one whose number it got', () => {
    const events: DiskEvent[] = [
      ...begun,
      write(5, log, 0, 'old'),
      sync(7, log),
      { ...span(9), kind: 'unlink', path: log },
      open(11, '/desk/other'),
      write(13, '/desk/other', 0, 'new'),
    ];
    const disk = rebuild(events, at(20, 'running'));
    expect([...disk.keys()]).toEqual(['/desk/other']);
    expect(text(disk, '/desk/other')).toBe('new');
  });

  it('is as the programs saw it when the power stays', () => {
    const events: DiskEvent[] = [
      ...begun,
      write(5, log, 0, 'aaaaaaaa'),
      { ...span(7), kind: 'size', path: log, ino: 7, size: 4 },
      write(9, log, 6, 'bb'),
    ];
    expect(text(rebuild(events, at(11, 'running')), log)).toBe('aaaa\0\0bb');
  });
});

describe('a torn file', () => {
  const old = { offset: 0, bytes: new Uint8Array(4 * sector).fill(1) };
  const fresh = { offset: 0, bytes: new Uint8Array(4 * sector).fill(2) };
  const newer = { offset: sector, bytes: new Uint8Array(sector).fill(3) };

  it('is torn between sectors and nowhere else', () => {
    for (const seed of seeds) {
      const content = tornContent([old], [fresh], 0.5, chanceOf(seed));
      for (let n = 0; n < 4; n++) expect(new Set(content.subarray(n * sector, (n + 1) * sector)).size).toBe(1);
    }
  });

  it('takes its sectors in any order and from any time since the last sync', () => {
    const seen = new Set(
      Array.from({ length: 2000 }, (_, seed) => {
        const content = tornContent([old], [fresh, newer], 0.5, chanceOf(seed));
        return [0, 1, 2, 3].map((n) => content[n * sector]).join('');
      }),
    );
    // Two states for three of the sectors, three for the one written twice.
    expect(seen.size).toBe(24);
  });

  it('that was cut and grown again shows zeros, not what stood there before', () => {
    expect([...applyAll([{ offset: 0, bytes: new Uint8Array(8).fill(1) }, { size: 2 }, { size: 4 }])]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});
