import { copiedFrom } from '../../shared/desk/copies.ts';
import type { DeskRow, Tx } from '../store/store.ts';

/** Desks that were copied from each other in a row; a chain longer than that is nobody's office. */
const longestLineage = 1000;

/** A desk and where it was copied from. */
type Copy = Pick<DeskRow, 'id' | 'origin' | 'originSeq'>;

/** A desk, the one it was copied from, the one that was copied from, and so on (PROTOCOL E5). */
export async function originsOf(tx: Tx, desk: Copy): Promise<readonly Copy[]> {
  const found = [desk];
  for (let { origin } = desk; origin !== null && found.length < longestLineage;) {
    const from = await tx.desks.get(origin);
    if (!from) break;
    found.push(from);
    ({ origin } = from);
  }
  return found;
}

/**
 * The desk this one goes back to, through all it was copied from (PROTOCOL E5): what one of them had pending, each of them
 * may send.
 */
export async function lineageOf(tx: Tx, desk: Copy): Promise<string> {
  return (await originsOf(tx, desk)).at(-1)?.id ?? desk.id;
}

/** The desks that were copied from it, through any number of others, in the order of their enrolment. */
export async function copiesOf(tx: Tx, id: string): Promise<readonly DeskRow[]> {
  return copiedFrom(id, await tx.desks.all());
}

/** Copies of one desk that hold numbers on nobody's word: whoever moves to another PC makes one, or a second. */
const unaskedCopies = 3;

/**
 * PROTOCOL E8: whether the desk may hold a reservation of numbers. Of the copies of one desk only the first few may
 * before an administrator confirmed them: each would take as many numbers as a desk of its own.
 */
export async function mayReserve(tx: Tx, desk: DeskRow): Promise<boolean> {
  if (desk.origin === null || desk.confirmed) return true;
  const copies = await copiesOf(tx, await lineageOf(tx, desk));
  const inUse = copies.filter(({ retired }) => !retired);
  return inUse.slice(0, unaskedCopies).some(({ id }) => id === desk.id);
}
