import { sameValue } from '../../shared/commands/merge-fields.ts';
import { docKey, type DocType } from '../../shared/commands/documents.ts';
import type { Correction, Letter } from '../../shared/letters/letter.ts';
import type { Clash } from '../../shared/records/kind.ts';
import { isWholeType, recordKinds } from '../../shared/records/kinds.ts';
import type { LetterLine } from '../../shared/records/line.ts';
import { meta, readMeta, writeMeta, type Cursors } from './meta.ts';
import { overwrittenName, twiceName, twinName, type AttentionItem } from './office.ts';
import type { Replica } from './replica.ts';
import { cursorsOf } from './sync/cursors.ts';

/** More letters than that at once are too many to be said one by one. */
const mostNews = 500;
/** So many letters of one number are compared with each other. */
const mostAlike = 10;

const itemOf = (
  type: DocType,
  { id }: { readonly id: string },
  part: Pick<AttentionItem, 'opId' | 'name' | 'at' | 'args' | 'notes'>,
): AttentionItem => ({
  ...part,
  seq: 0,
  status: 'flagged',
  code: null,
  docType: type,
  docId: id,
  seen: false,
});

/** Whether a letter was booked with the knowledge that it is in the book already. */
const wasAsked = ({ duplicateReason }: Letter): boolean => duplicateReason !== null;

const orderOf = ({ registered: { at }, id }: Letter): string => `${at} ${id}`;

/** Whose notices they are: the account here, and the code of the desk it is at. */
interface Reader {
  readonly account: string;
  readonly desk: string;
}

/**
 * A notice for each letter that was booked after the first of those that look like one, for the two accounts and desks
 * that booked them; every desk computes the same.
 */
function twinNotices(type: DocType, letters: readonly Letter[], reader: Reader): readonly AttentionItem[] {
  const [first, ...later] = letters.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  if (!first) return [];
  const bookedHere = ({ registered: { by, desk } }: Letter): boolean =>
    by.account === reader.account || desk === reader.desk;
  return later.flatMap((letter) => {
    if (wasAsked(letter) || letter.registered.desk === first.registered.desk) return [];
    if (!bookedHere(first) && !bookedHere(letter)) return [];
    const opId = `twin:${first.id}:${letter.id}`;
    const args = { other: first.id };
    return [itemOf(type, letter, { opId, name: twinName, at: letter.registered.at, args, notes: [] })];
  });
}

/** What the field became by a correction: what the next one replaced, or what stands. */
function becameOf(letter: Letter, corrections: readonly Correction[], at: number): unknown {
  const next = corrections[at + 1];
  return next ? next.was : letter[corrections[at]?.field ?? 'subject'];
}

/** Corrections of this account that somebody replaced from another desk. */
function overwritten(type: DocType, letter: Letter, account: string): readonly AttentionItem[] {
  const fields = new Set(letter.corrections.map(({ field }) => field));
  return [...fields].flatMap((field) => {
    const chain = letter.corrections.filter((one) => one.field === field);
    return chain.flatMap((theirs, at): readonly AttentionItem[] => {
      const mine = chain[at - 1];
      if (!mine || mine.by.account !== account || theirs.by.account === account || mine.desk === theirs.desk) return [];
      const now = becameOf(letter, chain, at);
      if (sameValue(theirs.was, now)) return [];
      const note = { field, mine: theirs.was, now, kept: 'now', by: theirs.by.account } as const;
      const opId = `overwritten:${theirs.opId}:${field}`;
      return [itemOf(type, letter, { opId, name: overwrittenName, at: theirs.at, args: {}, notes: [note] })];
    });
  });
}

/**
 * The version after which letters are news, asked before a pull; null while nothing was ever read to its end: what a new
 * desk, or one that lost its store, reads then happened without it.
 */
export async function newsSince({ world }: Replica): Promise<number | null> {
  const noted = await readMeta(world.store, meta.noted);
  return noted ?? readUpTo(await cursorsOf(world));
}

/** The version up to which everything was read; null: nothing was. */
function readUpTo(cursors: Cursors): number | null {
  const read = Object.values(cursors);
  return read.length === 0 ? null : Math.max(...read);
}

async function letterOf(replica: Replica, type: DocType, id: string): Promise<Letter | null> {
  return ((await replica.find(type, id))?.doc ?? null) as Letter | null;
}

async function noticesOf(replica: Replica, type: DocType, line: LetterLine): Promise<readonly AttentionItem[]> {
  const letter = await letterOf(replica, type, line.id);
  if (!letter) return [];
  const alike = replica.index.duplicates(line.sender, line.letterNumber, line.letterDate).slice(-mostAlike);
  const letters = await Promise.all(alike.map(({ id }) => letterOf(replica, type, id)));
  const reader: Reader = { account: replica.world.account.id, desk: replica.identity.code };
  return [
    ...overwritten(type, letter, reader.account),
    ...twinNotices(
      type,
      letters.flatMap((one) => one ?? []),
      reader,
    ),
  ];
}

/** Fields that this account and another one wrote at the same time, an item for each two records. */
function twiceNotices(type: DocType, id: string, clashes: readonly Clash[], account: string): readonly AttentionItem[] {
  const items = new Map<string, AttentionItem>();
  for (const { field, kept, lost } of clashes) {
    const [mine, theirs] = lost.by.account === account ? [lost, kept] : [kept, lost];
    if (mine.by.account !== account) continue;
    const stands = mine === kept ? 'mine' : 'now';
    const note = { field, mine: mine.value, now: theirs.value, kept: stands, by: theirs.by.account } as const;
    const opId = `twice:${lost.id}:${kept.id}`;
    const notes = [...(items.get(opId)?.notes ?? []), note];
    items.set(opId, itemOf(type, { id }, { opId, name: twiceName, at: mine.at, args: {}, notes }));
  }
  return [...items.values()];
}

/** Clashes in what is held whole. */
function newClashes(replica: Replica, since: number): readonly AttentionItem[] {
  return recordKinds.flatMap(({ type, clashes }) => {
    if (!clashes || !isWholeType(type)) return [];
    const all = replica.masters.all<{ readonly id: string }>(type);
    const news = all.filter(({ id }) => (replica.bases.get(docKey({ type, id }))?.rv ?? 0) > since);
    if (news.length > mostNews) return [];
    return news.flatMap((doc) => twiceNotices(type, doc.id, clashes(doc), replica.world.account.id));
  });
}

async function newNotices(replica: Replica, since: number): Promise<readonly AttentionItem[]> {
  const news = [...replica.index.entries()].filter(({ line }) => line.rv > since);
  const found = [...newClashes(replica, since)];
  // Whoever was away for long finds it in the book.
  if (news.length > mostNews) return found;
  for (const { type, line } of news) {
    if (!line.hidden && line.status !== 'void') found.push(...(await noticesOf(replica, type, line)));
  }
  return found;
}

/**
 * Notes what the register cannot say to a desk, because it answered the desk's entry long before: that the same letter was
 * booked at another desk, that a correction made here was replaced from elsewhere, and that a field of a form was written
 * by two at once. Asked of what was read since that version ({@link newsSince}), also by a pull that broke off; each is noted once, and what was seen stays seen.
 */
export async function noteOthers(replica: Replica, since: number | null): Promise<void> {
  const { store } = replica.world;
  const upTo = readUpTo(await cursorsOf(replica.world));
  if (upTo === null || upTo === since) return;
  const found = since === null ? [] : await newNotices(replica, since);
  await store.write(['attention', 'meta'], async (tx) => {
    const known = await tx.getMany(
      'attention',
      found.map(({ opId }) => opId),
    );
    for (const [at, item] of found.entries()) if (!known[at]) tx.put('attention', item);
    writeMeta(tx, meta.noted, upTo);
  });
}
