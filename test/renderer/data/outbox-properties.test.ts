import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meta, readMeta } from '../../../renderer/data/meta.ts';
import { rebaseOperations } from '../../../renderer/data/rebase.ts';
import type { Office } from '../../../renderer/data/office.ts';
import type { OutboxEntry } from '../../../renderer/data/store.ts';
import { letterArgs } from '../../support/letter-args.ts';
import { tinyPc, type Fate } from '../../support/tiny-pc.ts';
import { quarantined, refused, tinyServer } from '../../support/tiny-server.ts';

type Act =
  | { readonly kind: 'book'; readonly letter: number; readonly mark: string }
  | { readonly kind: 'correct'; readonly letter: number; readonly mark: string }
  | { readonly kind: 'elsewhere'; readonly letter: number }
  | { readonly kind: 'crash' }
  | { readonly kind: 'sync' }
  | { readonly kind: 'wait'; readonly steps: number };

const mark = fc.constantFrom('', '', '', refused, quarantined);
const letter = fc.nat(3);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('book' as const), letter, mark }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct' as const), letter, mark }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('elsewhere' as const), letter }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'sync' as const }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait' as const), steps: fc.nat(30) }) },
);

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One history: entries, pages, answers, lost connections, failed writes and crashes, in one order of many. */
async function live(s: fc.Scheduler, acts: readonly Act[], faults: readonly boolean[]): Promise<void> {
  const server = tinyServer('D01');
  for (const id of ['l2', 'l3']) server.bookElsewhere(letterArgs(id, { letterNumber: id }));
  let healthy = true;
  let drawn = 0;
  const fate: Fate = {
    turn: (what) => s.schedule(Promise.resolve(), what),
    fails: () => !healthy && (faults[drawn++ % faults.length] ?? false),
  };
  const saved = new Set<string>();
  let before: readonly OutboxEntry[] = [];

  /** PROTOCOL P11 and L4, checked after every transaction. */
  const check = async (): Promise<void> => {
    const { store } = pc;
    const [outbox, rows, shadows, cursors] = await Promise.all([
      store.all('outbox'),
      store.all('rows'),
      store.all('shadows'),
      readMeta(store, meta.cursors),
    ]);
    const cursor = cursors?.['office'] ?? 0;
    const here = new Set(outbox.map(({ opId }) => opId));
    for (const { opId } of before.filter((entry) => !here.has(entry.opId))) {
      const result = server.results.get(opId);
      expect(result, `${opId} left the outbox without an answer`).toBeDefined();
      expect(result?.rv ?? 0, `${opId} left the outbox before its effect was read`).toBeLessThanOrEqual(cursor);
    }
    before = outbox;
    for (const row of rows) {
      const ops = outbox.filter(({ key }) => key === row.key).map(({ op }) => op);
      const shadow = shadows.find(({ key }) => key === row.key);
      if (ops.length === 0) {
        expect(shadow, `${row.key} keeps a copy with nothing pending on it`).toBeUndefined();
        expect(row.doc, row.key).toEqual(server.docAt(row.key, row.rv));
      } else {
        expect(row.doc, `${row.key} is not its base with what is pending on it`).toEqual(
          rebaseOperations(shadow?.doc ?? null, ops, 'D01'),
        );
        if (shadow) expect(shadow.doc).toEqual(server.docAt(row.key, shadow.rv));
      }
    }
  };

  // Kept for the end: the program would take it for a fault of its store.
  const broken: unknown[] = [];
  const pc = tinyPc(server, () => check().catch((error: unknown) => void broken.push(error)));
  /** PROTOCOL D4: every unanswered entry of the journal is in the store again. */
  const allPutBack = async (): Promise<void> => {
    const here = (await pc.store.all('outbox')).map(({ opId }) => opId);
    expect(here).toEqual(expect.arrayContaining([...pc.unanswered()]));
  };
  /** Runs this many steps, each with everything that follows from it at once. */
  const go = async (steps: number): Promise<void> => {
    for (let i = 0; i < steps; i++) {
      await breath();
      if (s.count() > 0) await s.waitOne();
    }
    await breath();
  };
  /** Runs steps until `work` is over; null: the program ended first. */
  const through = async <T>(work: Promise<T>): Promise<T | null> => {
    const box: { done: { readonly value: T } | null; error: unknown } = { done: null, error: null };
    work.then(
      (value) => (box.done = { value }),
      (error: unknown) => (box.error = error),
    );
    for (let i = 0; i < 400 && !box.done; i++) {
      if (box.error) throw box.error as Error;
      await go(1);
    }
    return box.done?.value ?? null;
  };

  let office = (await through(pc.start(fate))) as Office;
  // Without the master data nobody has the right to enter anything.
  await through(office.syncNow());
  expect(office.master('position')).not.toEqual([]);
  healthy = false;
  const enter = (name: string, args: unknown): void => {
    void office.run(name, args).then(
      (result) => void (result.ok && saved.add(result.value.opId)),
      () => undefined,
    );
  };
  for (const [i, one] of acts.entries()) {
    const id = `l${'letter' in one ? one.letter : 0}`;
    switch (one.kind) {
      case 'book':
        enter(
          'letter.register',
          letterArgs(id, { subject: `${one.mark} ${i}`, letterNumber: id, addressedTo: ['pos-kadis'] }),
        );
        break;
      case 'correct':
        enter('letter.correct', { letterId: id, set: { subject: `${one.mark} ${i}` } });
        break;
      case 'elsewhere':
        server.editElsewhere(`letter:${id}`, `lain ${i}`);
        break;
      case 'sync':
        void office.syncNow().catch(() => undefined);
        break;
      case 'crash':
        pc.crash();
        office = (await through(pc.start(fate))) as Office;
        if (!office.sync().safeMode) await allPutBack();
        break;
      case 'wait':
        await go(one.steps);
        break;
    }
  }
  if (broken.length > 0) throw broken[0];
  healthy = true;
  /** Whether everything was answered and read, and nothing is under way. */
  const quiet = async (): Promise<boolean> => {
    const cursors = await readMeta(pc.store, meta.cursors);
    const newest = Math.max(...[...server.docs.values()].map(({ rv }) => rv));
    const pending = pc.unanswered().length + (await pc.store.all('outbox')).length;
    return !office.sync().safeMode && pending === 0 && (cursors?.['office'] ?? 0) >= newest;
  };
  for (let i = 0; i < 100; i++) {
    void office.syncNow();
    await go(15);
    if (await quiet()) break;
  }
  if (broken.length > 0) throw broken[0];
  await check();
  expect(await pc.store.all('outbox')).toEqual([]);
  for (const opId of saved) expect(server.results.has(opId), `${opId} was called saved and never answered`).toBe(true);
  for (const [key, { doc }] of server.docs) expect((await pc.store.get('rows', key))?.doc, key).toEqual(doc);
  for (const row of await pc.store.all('rows'))
    expect(server.docs.has(row.key), `${row.key} is nowhere else`).toBe(true);
  entries += saved.size;
  pc.crash();
}

/** Entries of all histories together, about two each: a run without entries proves nothing. */
let entries = 0;

it('[P11] [L4] [D4] in every order of entries, answers, pages, faults and restarts nothing leaves the outbox unread, and the view is what is pending over its base', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(act, { minLength: 4, maxLength: 24 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }),
      live,
    ),
    { numRuns: 60 },
  );
  // Far below the expected number.
  expect(entries).toBeGreaterThan(30);
}, 60_000);
