import type { OfficeIdentity } from '../office/master.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { View } from './command.ts';

/**
 * What one document has room for. Everybody who may read it fetches it whole at each change, so it ends far above what an
 * office writes on one sheet and far below what hurts. One account fills half of a list and of the text at most: others can
 * go on. The last eighth of both is for the head of the office and for corrections.
 */
export const room = {
  records: 8000,
  ofOne: 4000,
  characters: 4 * 1024 * 1024,
  charactersOfOne: 2 * 1024 * 1024,
  open: 7 / 8,
} as const;

/** Who writes, and whether into the last eighth too. */
export interface Writing {
  readonly account: string;
  readonly keepsRoom: boolean;
}

/** What room this person has for an entry of that command. */
export function writingOf(command: string, view: View, who: Who): Writing {
  const head = view.get<OfficeIdentity>('office', 'office')?.headPosition ?? null;
  const isHead = head !== null && who.positions.includes(head);
  return { account: who.account, keepsRoom: isHead || command.endsWith('.correct') };
}

const listsOf = (doc: object): readonly (readonly [string, readonly unknown[]])[] =>
  Object.entries(doc).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value] as const] : []));

const authorOf = (record: unknown): unknown =>
  (record as { readonly by?: { readonly account?: unknown } } | null)?.by?.account;

/** Records stay the same objects while a document grows, and are long. */
const lengths = new WeakMap<object, number>();

function lengthOf(record: unknown): number {
  if (typeof record !== 'object' || record === null) return JSON.stringify(record).length;
  const known = lengths.get(record) ?? JSON.stringify(record).length;
  lengths.set(record, known);
  return known;
}

/** Whether the account wrote more than its part of the text; nobody did while all of it is not that long. */
function wroteTooMuch(after: object, account: string, length: number): boolean {
  if (length <= room.charactersOfOne) return false;
  const own = listsOf(after).flatMap(([, list]) => list.filter((record) => authorOf(record) === account));
  return own.reduce<number>((sum, record) => sum + lengthOf(record), 0) > room.charactersOfOne;
}

/**
 * PROTOCOL P14: why a document has no room for what an entry of this account makes of it; null: it has. Only a list that
 * grows is asked, so that a document that is larger already still opens and can be voided. `length`: of the text of the
 * document with the entry; an estimate will do.
 */
export function roomRefusal(
  before: object,
  after: object,
  { account, keepsRoom }: Writing,
  length: number,
): Refusal | null {
  const part = keepsRoom ? 1 : room.open;
  const had = new Map(listsOf(before));
  for (const [name, list] of listsOf(after)) {
    if (list.length <= (had.get(name)?.length ?? 0)) continue;
    if (length > room.characters * part || list.length > room.records * part) return refuse('DOCUMENT_FULL');
    if (wroteTooMuch(after, account, length)) return refuse('DOCUMENT_FULL');
    if (list.length <= room.ofOne) continue;
    const own = list.filter((record) => authorOf(record) === account).length;
    if (own > room.ofOne) return refuse('DOCUMENT_FULL');
  }
  return null;
}
