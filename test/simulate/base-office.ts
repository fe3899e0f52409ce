import { meta } from '../../server/store/meta.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import type { Tx } from '../../server/store/store.ts';
import { serverWriter, writeDoc } from '../../server/sync/write-doc.ts';
import type { DocType } from '../../shared/commands/documents.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Position, Right } from '../../shared/people/people.ts';
import { caseKind } from '../../shared/records/case/kind.ts';
import { complaintKind } from '../../shared/records/complaint/kind.ts';
import { letterKind } from '../../shared/records/letter/kind.ts';
import { aLetter, aPosition } from '../support/builders.ts';
import { oldCases, oldComplaint } from './old-records.ts';

/** Where the world's clock begins: a working day, 08:00 WIB. */
export const workingDay = Date.UTC(2026, 9, 8, 1, 0);
/** A quarter of an hour before the year ends in WIB. */
export const lastEvening = Date.UTC(2026, 11, 31, 16, 45);

export const password = 'kata-sandi-uji';

export interface Staff {
  readonly username: string;
  readonly position: string | null;
  readonly rights: readonly Right[];
}

/** People of the office; account, person and user name are one word. */
export const staff: readonly Staff[] = [
  { username: 'admin', position: null, rights: [] },
  { username: 'tu', position: 'tu-agenda', rights: ['book', 'transcribe', 'void'] },
  { username: 'umum', position: 'kasubbag-umum', rights: ['book', 'book-secret', 'void'] },
  { username: 'sekretaris', position: 'sekretaris', rights: ['book', 'book-secret', 'transcribe', 'void'] },
  { username: 'kadis', position: 'kepala-dinas', rights: [] },
  { username: 'aptika', position: 'kabid-aptika', rights: ['book'] },
  { username: 'kasi', position: 'kasi-aplikasi', rights: [] },
  { username: 'prakom', position: 'pranata-komputer', rights: [] },
  { username: 'data', position: 'kasi-data', rights: [] },
];

/** Who has an account in the offices that a liar sits in; nobody ever gives him a letter to read. */
export const dishonestAccount = 'curang';
export const dishonestPosition = 'petugas-curang';
const dishonest: Staff = { username: dishonestAccount, position: dishonestPosition, rights: ['book'] };

export const positions: readonly string[] = staff.flatMap(({ position }) => position ?? []);

const positionOf = ({ username, position, rights }: Staff): Position =>
  aPosition(position ?? '', {
    rights,
    holders: [{ id: `${position}-1`, personId: username, kind: 'definitif', from: '1990-01-01', to: null }],
  });

/** Letters of an earlier program: numbers 1 to n of the year's book. */
function oldLetter(no: number): Letter {
  const id = `lama-${String(no).padStart(4, '0')}`;
  return aLetter({
    id,
    subject: `Surat lama ${no}`,
    received: { date: '2026-09-01', time: '08:00' },
    agenda: { book: 'SM', year: 2026, no, provisional: null, conflict: false },
  });
}

async function fill(tx: Tx, letters: number, people: readonly Staff[]): Promise<void> {
  const writer = serverWriter('penyiapan');
  const put = async <D extends { readonly id: string }>(type: DocType, doc: D): Promise<void> => {
    await writeDoc(tx, { type, id: doc.id }, doc, writer);
  };
  for (const person of people) {
    const { username } = person;
    await put('person', { id: username, name: username, nip: '', rank: '' });
    await put('account', { id: username, username, personId: username, admin: username === 'admin', disabled: false });
    if (person.position) await put('position', positionOf(person));
    await tx.accounts.setPassword(username, password);
  }
  for (const n of [1, 2])
    await put('agency', { id: `dinas-${n}`, name: `Dinas ${n}`, kind: 'opd', code: null, closed: false });
  for (let no = 1; no <= letters; no++) {
    const letter = oldLetter(no);
    await put(letterKind.type, letter);
    await tx.numbers.addUse({ book: 'SM', year: 2026, no, letterId: letter.id });
  }
  const known = Array.from({ length: Math.min(letters, 2) }, (_, i) => oldLetter(i + 1).id);
  for (const found of oldCases(known)) await put(caseKind.type, found);
  await put(complaintKind.type, oldComplaint);
  await tx.numbers.putBook({ book: 'SM', year: 2026, next: letters + 1 });
}

const made = new Map<string, Promise<Buffer>>();

async function make(letters: number, people: readonly Staff[]): Promise<Buffer> {
  const opened = openSqlite(':memory:', 'epoch-0');
  if (!opened.ok) throw new Error(opened.error);
  await opened.value.write(async (tx) => {
    // Drawn by chance otherwise, and one seed is to give one history.
    await tx.setMeta(meta.seal, 'ab'.repeat(32));
    await tx.setMeta(meta.register, 'register-sim');
    await fill(tx, letters, people);
  });
  return Buffer.from(await opened.value.copy());
}

/** The register every world begins with, as the bytes of its database; made once. */
export function baseOffice(letters: number, withLiar: boolean): Promise<Buffer> {
  const name = `${letters} ${withLiar}`;
  const known = made.get(name) ?? make(letters, withLiar ? [...staff, dishonest] : staff);
  made.set(name, known);
  return known;
}
