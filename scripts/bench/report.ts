import { against, alone, median, quantile, type Figure } from './figures.ts';
import type { Measured } from './measure.ts';

const mib = (bytes: number): number => bytes / 1024 / 1024;

/** The figures of a run with their aims. Of rounds the median counts, of many samples p50, p95 and the worst. */
export function figuresOf(m: Measured, floorWire: number): readonly Figure[] {
  const first = (pick: (f: Measured['first']['ours'][number]) => number): { floor: number; ours: number } => ({
    floor: median(m.first.floor.map(pick)),
    ours: median(m.first.ours.map(pick)),
  });
  const reopen = (pick: (r: Measured['reopen']['ours'][number]) => number): { floor: number; ours: number } => ({
    floor: median(m.reopen.floor.map(pick)),
    ours: median(m.reopen.ours.map(pick)),
  });
  const bare = m.saves.put.map((put, i) => put + (m.saves.sync[i] ?? 0));
  const whole = first((f) => f.whole);
  const page = reopen((r) => r.firstPage);
  const code = reopen((r) => r.firstPage - r.begun);
  const all = reopen((r) => r.whole);
  const task = first((f) => f.longestTask);
  const of = (pick: (l: Measured['lookups'][number]) => readonly number[]): number[] => m.lookups.flatMap(pick);
  const search = of((l) => l.search);
  return [
    against('letter saved, offline, p50', quantile(bare, 0.5), quantile(m.saves.offline, 0.5), 1.5),
    against('letter saved, offline, p95', quantile(bare, 0.95), quantile(m.saves.offline, 0.95), 1.5),
    against('letter saved while exchanging, p50', quantile(bare, 0.5), quantile(m.saves.online, 0.5), null),
    against('letter saved while exchanging, p95', quantile(bare, 0.95), quantile(m.saves.online, 0.95), null),
    against('first sync', whole.floor, whole.ours, 0.25),
    alone('first page usable after the start', 'ms', median(m.first.ours.map((f) => f.firstPage)), 1500),
    alone('bytes on the wire', 'MiB', mib(median(m.first.ours.map((f) => f.wireBytes))), 24),
    alone('bytes on the wire, floor', 'MiB', mib(floorWire), null),
    against('longest task in the first sync', task.floor, task.ours, null),
    against('reopening to the first page', page.floor, page.ours, 1),
    against('… counted from the page’s first statement', code.floor, code.ours, null),
    against('reopening until everything is there', all.floor, all.ours, null),
    alone('search as you type, p50', 'ms', quantile(search, 0.5), null),
    alone('search as you type, p95', 'ms', quantile(search, 0.95), 16),
    alone('search as you type, worst', 'ms', Math.max(...search), null),
    alone(
      'first page, p50',
      'ms',
      quantile(
        of((l) => l.firstPage),
        0.5,
      ),
      null,
    ),
    alone(
      'first page, p95',
      'ms',
      quantile(
        of((l) => l.firstPage),
        0.95,
      ),
      50,
    ),
    alone(
      'counts, p95',
      'ms',
      quantile(
        of((l) => l.counts),
        0.95,
      ),
      null,
    ),
    alone(
      'opening a letter, p95',
      'ms',
      quantile(
        of((l) => l.get),
        0.95,
      ),
      null,
    ),
    against('edit seen on another desk, p50', quantile(m.seenMs.floor, 0.5), quantile(m.seenMs.ours, 0.5), 1.5),
    alone('edit seen on another desk, p95', 'ms', quantile(m.seenMs.ours, 0.95), 300),
    against('2,000 offline letters pushed', median(m.pushes.floor), median(m.pushes.whole), 2),
    against('… of it pushes under way', median(m.pushes.floor), median(m.pushes.server), null),
    alone('longest task while rows arrive and somebody types (over 50)', 'ms', m.typed?.longestTask ?? Number.NaN, 50),
    alone('requests of a resting desk', 'per minute', m.idle, 1),
    alone('renderer heap after the first sync', 'MiB', mib(median(m.heap.ours)), 250),
  ];
}
