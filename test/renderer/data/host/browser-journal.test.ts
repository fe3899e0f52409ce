import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { browserJournal } from '../../../../renderer/data/host/browser-journal.ts';
import { emptyState, foldRecord } from '../../../../shared/desk/desk-state.ts';
import { journalPart } from '../../../../shared/desk/journal-part.ts';
import type { JournalRecord } from '../../../../shared/desk/journal-record.ts';
import { makeSequence } from '../../../../shared/desk/sequence.ts';
import { bookingDraft, identity, valueOf } from '../../../support/desk-parts.ts';
import { everybody } from '../../../support/signing.ts';

const partLines = 10;
const day = 86_400_000;
const start = Date.UTC(2026, 9, 8);
const lease = { id: 'L-1', book: 'SM', year: 2026, from: 1, to: 500 };
const digest = (text: string): string => `h${text.length}`;

/** A window of a browser: its journal, its state, and its part of the desk. */
function aWindow(name: string) {
  const journal = browserJournal(name, partLines);
  const state = emptyState();
  const part = journalPart(state, makeSequence(state, journal, digest, everybody), journal);
  const catchUp = async (): Promise<number> => {
    let replayed = 0;
    await journal.catchUp((record) => {
      replayed += 1;
      foldRecord(state, record);
    });
    return replayed;
  };
  return { journal, state, part, catchUp };
}

type Window = ReturnType<typeof aWindow>;

async function enrolled(name: string): Promise<Window> {
  const window = aWindow(name);
  const { journal, state, part } = window;
  await window.catchUp();
  const incarnation: JournalRecord = { k: 'desk', identity, server: '', pinned: null };
  await journal.append([incarnation]);
  foldRecord(state, incarnation);
  await valueOf(part.grantLease(lease));
  await valueOf(part.append(bookingDraft('in', { name: 'session.signIn', number: null })));
  await valueOf(part.settle([{ seq: 1, opId: 'in', status: 'applied', rv: null }], start));
  return window;
}

let counter = 0;
/** Books letters; each is answered at that time of the server's clock, and the journal then tidied. */
async function work({ part, journal, state }: Window, letters: number, serverTime: number): Promise<void> {
  for (let i = 0; i < letters; i++) {
    const { seq, opId } = await valueOf(part.append(bookingDraft(`op-${++counter}`)));
    await valueOf(part.settle([{ seq, opId, status: 'applied', rv: seq }], serverTime));
    await journal.tidy(state);
  }
}

async function linesOf(name: string): Promise<number> {
  const db = await new Dexie(name).open();
  const count = await db.table('lines').count();
  db.close();
  return count;
}

it('[D10] a window opens from the latest snapshot of the state, however long the journal is', async () => {
  const one = await enrolled('opens');
  await work(one, 60, start);
  const two = aWindow('opens');
  expect(await two.catchUp()).toBeLessThanOrEqual(partLines + 2);
  expect([two.state.seq, two.state.lastHash]).toEqual([one.state.seq, one.state.lastHash]);
  expect([...two.state.leases.values()]).toEqual([...one.state.leases.values()]);
  expect((await valueOf(two.part.append(bookingDraft('next')))).agenda?.no).toBe(61);
});

it('[D10] a part is removed when everything in it was answered more than 90 days ago, and no sooner', async () => {
  const window = await enrolled('goes');
  await work(window, 30, start);
  await work(window, 10, start + 89 * day);
  expect(await linesOf('goes')).toBeGreaterThan(80);
  expect((await valueOf(window.part.past(0, 100))).ops).toHaveLength(41);
  await work(window, 20, start + 120 * day);
  expect(await linesOf('goes')).toBeLessThan(80);
  expect((await valueOf(window.part.past(0, 100))).ops.at(-1)?.op.opId).toBe(`op-${counter}`);
});

it('[D10] what was never answered stays with everything behind it', async () => {
  const window = await enrolled('waits');
  await valueOf(window.part.append(bookingDraft('waits')));
  await work(window, 30, start);
  await work(window, 30, start + 200 * day);
  const again = aWindow('waits');
  await again.catchUp();
  expect((await valueOf(again.part.pending(10))).map(({ opId }) => opId)).toEqual(['waits']);
  expect((await valueOf(again.part.past(0, 100))).ops.length).toBeGreaterThanOrEqual(60);
});

it('[D10] a window that was idle while parts were removed knows what was written all the same', async () => {
  const one = await enrolled('away');
  const two = aWindow('away');
  await two.catchUp();
  await work(one, 30, start);
  await work(one, 30, start + 200 * day);
  await two.catchUp();
  expect([two.state.seq, two.state.lastHash]).toEqual([one.state.seq, one.state.lastHash]);
  expect((await valueOf(two.part.append(bookingDraft('next')))).agenda?.no).toBe(61);
});

it('[T39] a part is brought into another form whole, and every window goes on from that form', async () => {
  const one = await enrolled('rewritten');
  await work(one, 30, start);
  const waiting = await valueOf(one.part.append(bookingDraft('waits')));
  const idle = aWindow('rewritten');
  await idle.catchUp();
  const marked = (record: JournalRecord): JournalRecord =>
    record.k === 'op' ? { ...record, op: { ...record.op, args: 'another form' } } : record;
  const parts = one.journal.files();
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) await one.journal.rewrite(part, marked);
  const seen: unknown[] = [];
  await one.journal.history(0, (record) => record.k === 'op' && seen.push(record.op.args));
  expect(seen).toHaveLength(32);
  expect(new Set(seen)).toEqual(new Set(['another form']));
  await idle.catchUp();
  expect(idle.state.pending.get(waiting.seq)?.args).toBe('another form');
  expect([idle.state.seq, idle.state.lastHash, idle.journal.files()]).toEqual([
    one.state.seq,
    one.state.lastHash,
    parts,
  ]);
  expect((await valueOf(idle.part.append(bookingDraft('next')))).agenda?.no).toBe(32);
  const again = aWindow('rewritten');
  await again.catchUp();
  expect([again.state.seq, again.state.lastHash]).toEqual([idle.state.seq, idle.state.lastHash]);
});
