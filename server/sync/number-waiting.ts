import type { Agenda } from '../../shared/letters/letter.ts';
import { numberedKinds } from '../../shared/records/kinds.ts';
import type { BookName } from '../numbers/books.ts';
import { nextNumber } from '../numbers/counter.ts';
import type { StoredDoc, Tx, UnnumberedLetter } from '../store/store.ts';
import { refreshExcerpts } from './place-excerpts.ts';
import { replaceAnswer, verdictOf } from './record.ts';
import { serverWriter, writeAt } from './write-doc.ts';

/** The desk that booked it keeps the number with its answer, so that it is reported to a restored register. */
async function reportNumber(tx: Tx, place: UnnumberedLetter, agenda: BookName & { no: number }, rv: number) {
  const row = await tx.desks.op(place);
  if (!row) return;
  await replaceAnswer(tx, row, { ...verdictOf(row), agenda }, rv);
}

/** The document that waits, of whichever kind takes numbers. */
async function waitingDoc(tx: Tx, id: string): Promise<StoredDoc | null> {
  for (const { type } of numberedKinds) {
    const stored = await tx.docs.get(type, id);
    if (stored) return stored;
  }
  return null;
}

/**
 * Numbers the letters that were booked while no numbers were issued, in the order of their booking (PROTOCOL N4).
 * Returns the books whose counter moved.
 */
export async function numberPending(tx: Tx): Promise<readonly BookName[]> {
  const moved: BookName[] = [];
  for (const waiting of await tx.numbers.unnumbered()) {
    const id = waiting.letterId;
    await tx.numbers.dropUnnumbered(id);
    const before = await waitingDoc(tx, id);
    const letter = before && (JSON.parse(before.json) as { readonly agenda: Agenda });
    if (!letter || letter.agenda.no !== null) continue;
    const name = { book: letter.agenda.book, year: letter.agenda.year };
    const no = await nextNumber(tx, name);
    await tx.numbers.addUse({ ...name, no, letterId: id });
    const rv = await tx.raise(false);
    const doc = { ...letter, agenda: { ...letter.agenda, no, provisional: null } };
    await writeAt(tx, rv, { ref: { type: before.type, id }, before, doc }, serverWriter('server'));
    await refreshExcerpts(tx, rv, { type: before.type, id });
    await reportNumber(tx, waiting, { ...name, no }, rv);
    moved.push(name);
  }
  return moved;
}
