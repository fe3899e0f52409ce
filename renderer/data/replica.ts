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
 * The filing cabinet of one account: what lies in the store, and what is held in memory beside it. `run` and `apply`
 * write through it; nothing else does.
 */
export interface Replica {
  readonly world: World;
  /** Who this desk is; another one after the server gave it a life of its own (PROTOCOL E4, E5). */
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
  /** The store is one in memory, because the real one cannot be opened: it works, and ends with the window. */
  readonly standIn: boolean;
  /** Packs whose columns are in the index. */
  readonly loaded: Set<string>;
  /** Packs that were found missing or unreadable: what lay in them is brought anew (PROTOCOL L9). */
  readonly lostPacks: Set<string>;
  /** Whether the columns of every pack were brought in when this window opened. */
  complete: boolean;
  /**
   * What is held here is to be compared with the server after the next pull, whatever the time (PROTOCOL L9): once
   * after each start, and when the store may have lost something (D7).
   */
  verifyNow: boolean;
  /** Letters may have left this account whose scans still lie at the desk (PROTOCOL A4): also after each start. */
  lettersLeft: boolean;
  /** Desk time of the last comparison, ms; null before the first. */
  verifiedAt: number | null;
  /** Letters being booked this moment: the second click on one form finds its key here. */
  readonly booking: Set<string>;
  /** A letter nobody has booked here: the index says so without asking the store. */
  isNew(type: DocType, id: string): boolean;
  /** Reads a document outside a transaction. */
  find(type: DocType, id: string): Promise<Found | null>;
  /** The document as it lies in a pack; null when it has none. */
  inPack(key: string): Promise<Found | null>;
  /** Brings a committed row into memory and tells nobody. */
  bring(row: StoredRow): void;
  /** Brings committed rows into memory and tells this window and the others. `gone` are keys without a document. */
  show(rows: readonly StoredRow[], gone: readonly string[], announce?: 'others' | 'nobody'): void;
  /**
   * Shows a row that the store did not take (safe mode), in this window alone: the others would find nothing. What is
   * held of the server's copy stays what it was and where it was, in a row, in a pack or nowhere: the view may stand on
   * an older one, and what leaves meanwhile has to be found where it lies.
   */
  showOver(row: StoredRow): void;
}

export function makeReplica(world: World, identity: DeskIdentity, changes: Changes, standIn = false): Replica {
  const index = makeLetterIndex();
  const masters = makeMasters();
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
