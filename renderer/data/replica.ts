import { foldText } from '../../shared/fold-text.ts';
import type { Position } from '../../shared/people/people.ts';
import { docKey, parseDocKey, type DocType } from '../../shared/commands/documents.ts';
import type { DeskIdentity } from '../../shared/sync/session-api.ts';
import { changeOf, type Changes } from './changes.ts';
import { makeLetterIndex, type LetterIndex } from './letter-index.ts';
import { lineFor, type LineType } from './letter-line.ts';
import { makeMasters, type Masters } from './masters.ts';
import { makePackReader, type PackReader } from './pack-reader.ts';
import type { World } from './ports.ts';
import type { StoredRow } from './store.ts';

/** A document with what the desk knows about it. */
export interface Found {
  readonly rv: number;
  readonly scopes: readonly string[];
  readonly doc: unknown;
}

/** What the server's sums count of a document (PROTOCOL L9). */
export type Base = Omit<Found, 'doc'>;

/**
 * The local replica of one account: an optimistic copy of the server's documents, in the store and in memory. `run`
 * adds pending operations to it, `apply` writes what was pulled and rebases them; nothing else writes through it.
 */
export interface Replica {
  readonly world: World;
  /** The identity of this desk; changes with a new incarnation or a new desk (PROTOCOL E4, E5). */
  identity: DeskIdentity;
  readonly index: LetterIndex;
  readonly masters: Masters;
  readonly packs: PackReader;
  readonly changes: Changes;
  /** Entries that are journalled but that the local store did not take (safe mode). */
  readonly overlay: Map<string, Found>;
  /** Operations without an answer, by document. */
  readonly pending: Map<string, number>;
  /** The server's version of every document with a row of its own, and the scopes through which it came. */
  readonly bases: Map<string, Base>;
  /** The store is a substitute in memory, because the real one cannot be opened; it ends with the window. */
  readonly standIn: boolean;
  /** Packs whose columns are in the index. */
  readonly loaded: Set<string>;
  /** Packs found missing or unreadable: their content is fetched again (PROTOCOL L9). */
  readonly lostPacks: Set<string>;
  /** Whether the columns of every pack were loaded since this window opened. */
  complete: boolean;
  /**
   * The replica is to be verified after the next pull, whatever the time (PROTOCOL L9): once after each start, and when
   * the store may have lost something (D7).
   */
  verifyNow: boolean;
  /** Letters may have left this account whose scans are still at the desk (PROTOCOL A4): also after each start. */
  lettersLeft: boolean;
  /** Desk time of the last comparison, ms; null before the first. */
  verifiedAt: number | null;
  /** Letters being booked at this moment: a second click on one form finds its key here. */
  readonly booking: Set<string>;
  /** Whether nobody has booked the letter here: the index answers without asking the store. */
  isNew(type: DocType, id: string): boolean;
  /** Reads a document outside a transaction. */
  find(type: DocType, id: string): Promise<Found | null>;
  /** The document as stored in a pack; null when it is in none. */
  inPack(key: string): Promise<Found | null>;
  /** Loads a committed row into memory without notifying anybody. */
  bring(row: StoredRow): void;
  /** Loads committed rows into memory and notifies this window and the others. `gone` are keys without a document. */
  show(rows: readonly StoredRow[], gone: readonly string[], announce?: 'others' | 'nobody'): void;
  /**
   * Shows a row that the store did not take (safe mode), in this window alone, because the others could not read it.
   * The record of the server's copy stays unchanged, in a row, in a pack or nowhere: the view may be based on an older
   * one, and a removal has to find the copy where it is stored.
   */
  showOver(row: StoredRow): void;
}

export function makeReplica(world: World, identity: DeskIdentity, changes: Changes, standIn = false): Replica {
  const masters = makeMasters();
  const index = makeLetterIndex(() =>
    masters
      .all<Position>('position')
      .map(({ id, title, shortTitle }) => ({ id, title: foldText(`${title} ${shortTitle}`) })),
  );
  const bases = new Map<string, Base>();
  const lostPacks = new Set<string>();
  const packs = makePackReader(world.store, world.codec, (pack) => {
    lostPacks.add(pack);
    replica.verifyNow = true;
  });
  const overlay = new Map<string, Found>();

  const inPack = async (key: string): Promise<Found | null> => {
    const { type, id } = parseDocKey(key);
    if (type !== 'letter' && type !== 'letterStub') return null;
    const pack = index.find(type, id)?.pack;
    if (!pack) return null;
    const row = await packs.find(pack, type, id);
    return row ? { rv: row.rv, scopes: [scopeOfPack(pack)], doc: row.d } : null;
  };

  /** What lists show of a row. */
  const list = ({ type, id, doc }: StoredRow, rv: number, pack: string | null): void => {
    if (doc === null) return;
    const line = lineFor(type, doc, rv);
    if (line) index.put(type as LineType, line, pack);
    else masters.put(type, id, doc);
  };

  const replica: Replica = {
    world,
    identity,
    index,
    masters,
    packs,
    changes,
    overlay,
    pending: new Map(),
    standIn,
    bases,
    loaded: new Set(),
    lostPacks,
    complete: false,
    verifyNow: true,
    lettersLeft: true,
    verifiedAt: null,
    booking: new Set(),
    isNew: (type, id) =>
      replica.complete &&
      type === 'letter' &&
      !index.find('letter', id) &&
      !index.find('letterStub', id) &&
      !overlay.has(docKey({ type, id })) &&
      !replica.booking.has(docKey({ type, id })),
    inPack,
    async find(type, id) {
      if (replica.isNew(type, id)) return null;
      const key = docKey({ type, id });
      const overlaid = overlay.get(key);
      if (overlaid) return overlaid;
      const row = await world.store.get('rows', key);
      if (row) return row.doc === null ? null : row;
      return inPack(key);
    },
    bring(row) {
      bases.set(row.key, { rv: row.rv, scopes: row.scopes });
      list(row, row.rv, null);
    },
    show(rows, gone, announce = 'others') {
      for (const row of rows) replica.bring(row);
      for (const key of gone) {
        bases.delete(key);
        const { type, id } = parseDocKey(key);
        if (type === 'letter') replica.lettersLeft = true;
        if (type === 'letter' || type === 'letterStub') index.remove(type, id);
        else masters.remove(type, id);
      }
      const keys = [...rows.map(({ key }) => key), ...gone];
      if (keys.length === 0) return;
      changes.emit(changeOf(keys));
      if (announce === 'others') world.announcer.post({ kind: 'rows', keys });
    },
    showOver(row) {
      overlay.set(row.key, row);
      const { type, id } = row;
      const packed = type === 'letter' || type === 'letterStub' ? index.find(type, id) : null;
      if (packed?.pack) list(row, packed.line.rv, packed.pack);
      else list(row, row.rv, null);
      changes.emit(changeOf([row.key]));
    },
  };
  return replica;
}

/** `office|000012` -> `office`. */
export function scopeOfPack(pack: string): string {
  return pack.slice(0, pack.lastIndexOf('|'));
}

export function packKey(scope: string, n: number): string {
  return `${scope}|${String(n).padStart(6, '0')}`;
}
