import { z } from 'zod';
import type { RandomBytes } from '../../shared/ids.ts';
import { jsonFault, longestBox, operationBounds } from '../../shared/sync/bounds.ts';
import { aboutContent, contentOf, type Digest } from '../../shared/sync/operation.ts';
import { mergeNoteSchema, type OpResult } from '../../shared/sync/protocol.ts';
import type { PastOperation } from '../../shared/sync/recovery-api.ts';
import type { Store, Tx } from '../store/store.ts';
import { openBox, openLetterbox, putIntoLetterbox, type StoreKeys } from '../trust/boxes.ts';
import { sealsOf, storeKeyOf, storeKeysOf, type Seals } from '../trust/seals.ts';
import { originsOf } from './lineage.ts';

/** Desks whose keys are tried at a box: each costs time at every one, and more copies in a row are nobody's office. */
const mostForebears = 4;

/** A desk and the nearest of those it was copied from: it goes on with the store keys it was given there (PROTOCOL E5). */
export async function forebearsOf(tx: Tx, desk: string): Promise<readonly string[]> {
  const row = await tx.desks.get(desk);
  return row ? (await originsOf(tx, row)).slice(0, mostForebears).map(({ id }) => id) : [desk];
}

/**
 * The store key an account has at a desk: of the key it has in use there or, at a copy it has not signed in at since, at the
 * nearest desk that was copied from. Null: it has none.
 */
export async function storeKeyInUse(tx: Tx, desk: string, account: string): Promise<string | null> {
  for (const id of await forebearsOf(tx, desk)) {
    if (await tx.keys.inUse(id, account)) return storeKeyOf(await sealsOf(tx), id, account);
  }
  return null;
}

type Raw = Readonly<Record<string, unknown>>;

const isBoxed = (value: unknown): value is Raw => (Object(value) as Raw)['box'] !== undefined;

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // As of any request: nothing deep or endless, and no name that changes what an object is.
    if (jsonFault(text, operationBounds) !== null || text.includes('"__proto__":')) return null;
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Opens what one desk has put away. */
interface Opener {
  operation(raw: unknown): unknown;
  answer(result: OpResult, raw: unknown): OpResult;
}

const aboutNotes = ({ opId }: Pick<OpResult, 'opId'>): string => `notes ${opId}`;

const contentShape = z.object({ args: z.unknown(), salt: z.string().max(64).optional() });
const notesShape = z.array(mergeNoteSchema);

function openerOf(seals: Seals, desks: readonly string[], digest: Digest): Opener {
  const keysOf = (raw: unknown): StoreKeys => {
    const { account } = Object((Object(raw) as Raw)['by']) as Raw;
    return typeof account === 'string' ? desks.flatMap((id) => storeKeysOf(seals, id, account)) : [];
  };
  return {
    operation: (raw) => {
      if (!isBoxed(raw)) return raw;
      const { box, ...rest } = raw;
      const isShaped = typeof box === 'string' && box.length <= longestBox;
      if (!isShaped || rest['args'] !== undefined || rest['salt'] !== undefined) return raw;
      const inside = openBox(box, keysOf(raw), aboutContent(rest));
      const content = inside && contentShape.safeParse(parse(inside));
      if (!content?.success) return raw;
      const { args, salt } = content.data;
      const said = rest['content'];
      if (said !== undefined && contentOf(args, salt ?? '', digest) !== said) return raw;
      return { ...rest, args, ...(salt === undefined ? {} : { salt }) };
    },
    answer: (result, raw) => {
      const { box, ...rest } = result;
      const inside = box === undefined ? null : openLetterbox(box, keysOf(raw), aboutNotes(result));
      const notes = inside && notesShape.safeParse(parse(inside));
      return notes?.success ? { ...rest, notes: notes.data } : rest;
    },
  };
}

function opener(store: Pick<Store, 'read'>, digest: Digest, desk: string): Promise<Opener> {
  return store.read(async (tx) => openerOf(await sealsOf(tx), await forebearsOf(tx, desk), digest));
}

/**
 * The operations of a message with their content taken out of the boxes (PROTOCOL T37). One whose box cannot be opened, or
 * holds something else than its hash says, keeps it.
 */
export async function openBoxes(
  store: Pick<Store, 'read'>,
  digest: Digest,
  desk: string,
  ops: readonly unknown[],
): Promise<readonly unknown[]> {
  if (!ops.some(isBoxed)) return ops;
  const { operation } = await opener(store, digest, desk);
  return ops.map(operation);
}

/** A piece of the past likewise, with the notes of its answers. */
export async function openPast(
  store: Pick<Store, 'read'>,
  digest: Digest,
  desk: string,
  past: readonly PastOperation[],
): Promise<PastOperation[]> {
  if (!past.some(({ op, result }) => isBoxed(op) || isBoxed(result))) return [...past];
  const { operation, answer } = await opener(store, digest, desk);
  return past.map(({ op, result }) => ({ op: operation(op), result: answer(result, op) }));
}

/** Who is answered: the account whose session asks at a desk, or the console of the register (null). */
export interface Reader {
  readonly desk: string;
  readonly account: string | null;
}

/** An answer to an entry of that author, as its reader gets it. */
export type AnswerTo = (author: string | null, result: OpResult) => Promise<OpResult>;

/**
 * PROTOCOL T25: whoever names an entry is answered what became of it. What it was merged with reveals as much as the entry,
 * and leaves the register open for its author alone; for everybody else it lies in his letterbox at that desk (T36).
 */
export function answersTo(tx: Tx, { desk, account }: Reader, random: RandomBytes): AnswerTo {
  const storeKeys = new Map<string, string>();
  const storeKeyAt = async (author: string): Promise<string> => {
    const known = storeKeys.get(author);
    if (known !== undefined) return known;
    const storeKey = (await storeKeyInUse(tx, desk, author)) ?? storeKeyOf(await sealsOf(tx), desk, author);
    storeKeys.set(author, storeKey);
    return storeKey;
  };
  return async (author, result) => {
    const { notes = [], ...rest } = result;
    if (notes.length === 0 || (author !== null && author === account)) return result;
    if (author === null) return rest;
    const inside = Buffer.from(JSON.stringify(notes), 'utf8');
    return { ...rest, box: putIntoLetterbox(await storeKeyAt(author), inside, aboutNotes(result), random) };
  };
}
