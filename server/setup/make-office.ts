import type { Ids } from '../../shared/ids.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { cleanText } from '../../shared/letters/fields.ts';
import { incomingBook } from '../../shared/letters/register.ts';
import type { Holder, Position } from '../../shared/people/people.ts';
import { bookOf, raiseBook } from '../numbers/books.ts';
import { importMasters } from '../master/import.ts';
import type { MasterDoc } from '../master/rows.ts';
import type { Tx } from '../store/store.ts';
import { serverWriter, writeDoc } from '../sync/write-doc.ts';

export interface NewOffice {
  readonly masters: readonly MasterDoc[];
  readonly administrator: { readonly username: string; readonly name: string; readonly hash: string };
  readonly year: number;
  /** The last number of the paper book of that year. */
  readonly lastAgendaNumber: number;
  /** The day from which the administrator holds the position that books letters; null: he holds none. */
  readonly booksFrom: PlainDate | null;
}

/** The position whose work is to book letters: of those that may, the one with the fewest other rights. */
function bookingPosition(masters: readonly MasterDoc[]): Position | null {
  const positions = masters.flatMap(({ type, doc }) => (type === 'position' ? [doc as Position] : []));
  const may = positions.filter(({ rights }) => rights.includes('book'));
  return may.sort((a, b) => a.rights.length - b.rights.length)[0] ?? null;
}

/** Fills an empty register: master data, the first administrator, and where the paper book continues. */
export async function makeOffice(tx: Tx, ids: Ids, office: NewOffice): Promise<void> {
  const { administrator, year, lastAgendaNumber, booksFrom } = office;
  const account = { id: ids.next(), username: administrator.username };
  const person = { id: ids.next(), name: cleanText(administrator.name), nip: '', rank: '' };
  await importMasters(tx, office.masters, account.id);
  const writer = serverWriter(account.id);
  await writeDoc(tx, { type: 'person', id: person.id }, person, writer);
  const books = booksFrom === null ? null : bookingPosition(office.masters);
  if (books && booksFrom !== null) {
    const holder: Holder = { id: ids.next(), personId: person.id, kind: 'definitif', from: booksFrom, to: null };
    await writeDoc(tx, { type: 'position', id: books.id }, { ...books, holders: [holder] }, writer);
  }
  const doc = { ...account, personId: person.id, admin: true, disabled: false };
  await writeDoc(tx, { type: 'account', id: account.id }, doc, writer);
  await tx.accounts.setPassword(account.id, administrator.hash);
  const book = { book: incomingBook, year };
  await tx.numbers.putBook(await bookOf(tx, book));
  await raiseBook(tx, book, lastAgendaNumber + 1, { class: 'paper', reason: null, by: account.id, at: null });
}
