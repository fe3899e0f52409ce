import { Dexie } from 'dexie';
import type { FloorDisposition, FloorLetter } from '../../scripts/bench/dataset.ts';
import { breathe, longTasks, moment, timed } from './clock.ts';
import type { FloorBench, Reopened } from './contract.ts';

// The plain program Lembar is compared with: a table per kind, one answer, one strict bulkPut per table.
const db = new Dexie('floor', { chromeTransactionDurability: 'strict' });
db.version(1).stores({
  letters: 'id, [agenda.year+agenda.no], received.date, sender.name, status',
  dispositions: 'id, letterId',
});
const letters = db.table<FloorLetter, string>('letters');
const dispositions = db.table<FloorDisposition, string>('dispositions');
const tasks = longTasks();
let row: FloorLetter | null = null;

const firstPage = (): Promise<FloorLetter[]> =>
  Promise.resolve(letters.orderBy('received.date').reverse().limit(50).toArray());

async function reopen(): Promise<Reopened> {
  const begun = performance.now();
  await db.open();
  await firstPage();
  const first = performance.now();
  await letters.count();
  return { begun, firstPage: first, whole: performance.now() };
}

const reopened = location.hash.startsWith('#reopen') ? reopen() : Promise.reject(new Error('load with #reopen'));
reopened.catch(() => undefined);

const seen: Record<string, number> = {};

const bench: FloorBench = {
  async firstSync() {
    tasks.forget();
    const begun = performance.now();
    await db.open();
    const answer = await fetch('/data', { cache: 'no-store' });
    const tables = (await answer.json()) as { letters: FloorLetter[]; dispositions: FloorDisposition[] };
    await letters.bulkPut(tables.letters);
    await dispositions.bulkPut(tables.dispositions);
    const whole = performance.now() - begun;
    await firstPage();
    const first = performance.now() - begun;
    await breathe(50);
    return { firstPage: first, whole, wireBytes: 0, requests: 1, longestTask: tasks.longest() };
  },
  reopen: () => reopened,
  async save(count) {
    row ??= (await firstPage())[0] ?? null;
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const next = { ...(row as FloorLetter), id: crypto.randomUUID() };
      await timed(times, () => letters.put(next));
    }
    return times;
  },
  async edit(count, pauseMs) {
    const times: Record<string, number> = {};
    for (let i = 0; i < count; i++) {
      const text = `koreksi ${i} ${crypto.randomUUID()}`;
      times[text] = moment();
      await fetch('/text', { method: 'POST', body: text });
      await breathe(pauseMs);
    }
    return times;
  },
  watch() {
    const hints = new EventSource('/hints');
    hints.addEventListener('poke', () => {
      void fetch('/text', { cache: 'no-store' })
        .then((answer) => answer.text())
        .then((text) => (seen[text] ??= moment()));
    });
    return new Promise((resolve) => hints.addEventListener('open', () => resolve()));
  },
  seen: () => seen,
};
Object.assign(globalThis, { bench });
