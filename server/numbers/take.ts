import type { AgendaGrant } from '../../shared/commands/command.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { bookOf, incomingRegister, type BookName } from './books.ts';

/** The number of a letter being booked, and what is wrong with it if anything is. */
export interface TakenNumber {
  readonly grant: AgendaGrant;
  readonly code: 'AGENDA_CONFLICT' | 'AGENDA_YEAR' | null;
  /** The number is not what it should be: marked on the letter (PROTOCOL N10). */
  readonly conflict: boolean;
  /** The other letter under the same number. */
  readonly other: string | null;
  /** The server moved a counter, which a restored copy must not forget (N4). */
  readonly counted: BookName | null;
}

/** The counter only goes up, past leased blocks; what a strange desk used above it is stepped over. */
async function nextNumber(tx: Tx, name: BookName): Promise<number> {
  const { next } = await bookOf(tx, name);
  let no = next;
  while (await tx.numbers.use(name.book, name.year, no)) no += 1;
  await tx.numbers.putBook({ ...name, next: no + 1 });
  return no;
}

async function leased(tx: Tx, desk: DeskRow, grant: AgendaGrant, no: number): Promise<boolean> {
  const lease = await tx.numbers.leaseAround(grant.book, grant.year, no);
  if (!lease || lease.desk !== desk.id || lease.inc !== desk.inc) return false;
  return !lease.closed || (lease.highestUsed !== null && no <= lease.highestUsed);
}

/** PROTOCOL N2, N3, N8, N10: numbers a letter, or accepts the number its desk burned. */
export async function takeNumber(
  tx: Tx,
  desk: DeskRow,
  asked: AgendaGrant | null,
  letter: { readonly id: string; readonly year: number },
): Promise<TakenNumber> {
  const wrongYear = asked !== null && asked.year !== letter.year;
  if (asked?.no == null) {
    const name = { book: asked?.book ?? incomingRegister, year: letter.year };
    const no = await nextNumber(tx, name);
    await tx.numbers.addUse({ ...name, no, letterId: letter.id });
    const grant = { ...name, no, lease: null, provisional: asked?.provisional ?? null };
    return { grant, code: wrongYear ? 'AGENDA_YEAR' : null, conflict: false, other: null, counted: name };
  }
  const { book, year, no } = asked;
  const use = await tx.numbers.use(book, year, no);
  const other = use && use.letterId !== letter.id ? use.letterId : null;
  if (!use) await tx.numbers.addUse({ book, year, no, letterId: letter.id });
  const conflict = other !== null || !(await leased(tx, desk, asked, no));
  const code = conflict ? 'AGENDA_CONFLICT' : wrongYear ? 'AGENDA_YEAR' : null;
  return { grant: asked, code, conflict, other, counted: null };
}
