import type { DocType } from '../../shared/commands/documents.ts';
import type { VerifySignature } from '../../shared/sync/proof.ts';
import type { ScopeSum } from '../../shared/sync/protocol.ts';
import type { FaultKind } from '../../shared/sync/trust-api.ts';
import type { MetaKey } from './meta.ts';
import type { NumberStore } from './number-store.ts';
import type { OpStore } from './op-store.ts';

/** State of the register. `masterRv`: version of the newest change to master data. */
export interface SyncClock {
  readonly epoch: string;
  readonly rv: number;
  readonly masterRv: number;
  /** Versions of the present epoch are above it, those of earlier epochs at or below (PROTOCOL E1). */
  readonly floor: number;
}

/** Who last wrote a field, and at which version. */
export interface FieldVersion {
  readonly rv: number;
  readonly desk: string;
  readonly inc: number;
  readonly seq: number;
  readonly account: string;
  /** Version in an earlier epoch, for what was replayed after a restore (PROTOCOL E2). */
  readonly ord?: number;
}

/** By field name; `*` stands for every field not changed since the document was made. */
export type FieldVersions = Readonly<Record<string, FieldVersion>>;

export interface StoredDoc {
  readonly type: DocType;
  readonly id: string;
  readonly rv: number;
  readonly versions: FieldVersions;
  readonly json: string;
}

/** One document in one scope. `live` false: it left, and desks that have it must be sent so. */
export interface ScopeRow {
  readonly scope: string;
  readonly type: DocType;
  readonly id: string;
  readonly rv: number;
  readonly live: boolean;
  /** Position in a snapshot, highest first. */
  readonly order: string;
}

/** A row of a scope with its document as stored text; `json` null once it left. */
export interface ScopedDoc {
  readonly type: string;
  readonly id: string;
  readonly rv: number;
  readonly order: string;
  readonly json: string | null;
}

/** A document of a scope and the version in which the scope has it. */
export interface ScopeVersion {
  readonly type: string;
  readonly id: string;
  readonly rv: number;
}

/** What a desk with the scope must have. `floorRv`: removals up to here are no longer remembered (PROTOCOL L11). */
export interface ScopeState {
  readonly sum: ScopeSum;
  readonly floorRv: number;
}

/** A removal of very many documents that a desk withholds until somebody confirmed it (PROTOCOL L12). */
export interface WithheldRow {
  readonly scope: string;
  readonly desk: string;
  /** The owner of the local replica: each account of a desk has its own. */
  readonly account: string;
  /** Documents to be removed, and of how many. */
  readonly remove: number;
  readonly of: number;
  /** Server time of the first report. */
  readonly since: number;
  readonly confirmed: boolean;
}

export interface DeskRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly machine: string;
  readonly tokenHash: string;
  readonly inc: number;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly retired: boolean;
  /** Given up for good: its open numbers may be on paper nobody has any more. */
  readonly lost: boolean;
  readonly blockSize: number;
  readonly createdAt: number;
  /** By the server's clock, to the hour. */
  readonly lastSeen: number;
  /** Epoch in which the desk reported all it knows; another one than the present: it recovers first (PROTOCOL E2). */
  readonly reported: string | null;
  /**
   * It must replay its whole journal, also what was answered in the incarnations it came from: it forked from a desk
   * that a restored register asked. `reported` is null then.
   */
  readonly replaysAll: boolean;
  /** The desk it was copied from, up to which sequence number (PROTOCOL E5). */
  readonly origin: string | null;
  readonly originSeq: number;
  /** Account that vouched for it, or was at it when it became a copy; null for earlier enrolments without a record, and for the server's own desk. */
  readonly enrolledBy: string | null;
  /** An administrator confirmed it, a copy, as a desk of the office (PROTOCOL E8). */
  readonly confirmed: boolean;
  /** The agency whose accounts alone sign in there (PROTOCOL P20); null: a desk of the office. */
  readonly agency: string | null;
}

/** An impossible report of a desk, and how often it was made (PROTOCOL T13). */
export interface DeskFault {
  readonly desk: string;
  readonly kind: FaultKind;
  readonly n: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The types of operations and of numbers are in files of their own. */
export type { OpHead, OpRow, OpStore, ParkedOp, Quarantine, QuarantinedOp } from './op-store.ts';
export type {
  Book,
  CloseReason,
  LeaseRow,
  NumberGap,
  UsedNumber,
  UnnumberedLetter,
  NumberUse,
  NumberStore,
} from './number-store.ts';

export interface SessionRow {
  readonly tokenHash: string;
  readonly account: string;
  readonly desk: string | null;
  readonly lastUsed: number;
  readonly openedAt: number;
  /** Its name in the sign-in of the sequence; null for one opened before sessions had names. */
  readonly name: string | null;
}

/** Why a key is no longer its account's. */
export type KeyEnd = 'replaced' | 'password' | 'disabled' | 'retired';

/** The public key with which an account signs at a desk (PROTOCOL T1). */
export interface KeyRow {
  readonly key: string;
  readonly desk: string;
  readonly account: string;
  readonly since: number;
  readonly endedAt: number | null;
  readonly endedWhy: KeyEnd | null;
}

/** What wrong passwords are counted by. */
export type GuessKind = 'desk' | 'account' | 'source' | 'setup';

export interface GuessRow {
  readonly kind: GuessKind;
  readonly name: string;
  readonly wrong: number;
  /** Nothing is tried before. */
  readonly until: number;
  readonly last: number;
}

export interface DocStore {
  get(type: DocType, id: string): Promise<StoredDoc | null>;
  ofTypes(types: readonly DocType[]): Promise<readonly StoredDoc[]>;
  put(doc: StoredDoc): Promise<void>;
  /** Version of the newest document of a type; 0: there is none. */
  newest(type: DocType): Promise<number>;
}

export interface ScopeStore {
  /** Every scope row of the documents with that id. */
  ofDoc(id: string): Promise<readonly ScopeRow[]>;
  put(row: ScopeRow): Promise<void>;
  /** Rows of a scope changed after `rv`, oldest change first, to the first with which either limit is exceeded. */
  changed(scope: string, rv: number, limit: PageLimit): Promise<readonly ScopedDoc[]>;
  /** Live rows below a position, highest first, until `rows` or `chars` is reached; at least one if there is one. */
  page(scope: string, below: Place | null, limit: PageLimit): Promise<readonly ScopedDoc[]>;
  /** Count and sum of the live rows, kept up to date by `put`, and how far back removals are remembered. */
  state(scope: string): Promise<ScopeState>;
  /** Every live row without its document, in no order. */
  versions(scope: string): Promise<readonly ScopeVersion[]>;
  /** The live rows of one of the 256 parts, with their documents. */
  part(scope: string, part: number): Promise<readonly ScopedDoc[]>;
  /**
   * Notes the time of removals that have none yet and forgets those noted before `before`; the floors of their scopes
   * rise. Returns how many were forgotten.
   */
  forgetRemovals(now: number, before: number): Promise<number>;
}

export interface WithheldStore {
  all(): Promise<readonly WithheldRow[]>;
  of(desk: string, account: string): Promise<readonly WithheldRow[]>;
  put(row: WithheldRow): Promise<void>;
  drop(row: WithheldRow): Promise<void>;
}

/** What fits on a page: rows, and characters of their documents. */
export interface PageLimit {
  readonly rows: number;
  readonly chars: number;
}

/** A position in the order of a scope's rows. */
export interface Place {
  readonly order: string;
  readonly id: string;
}

export interface DeskStore extends OpStore {
  get(id: string): Promise<DeskRow | null>;
  byToken(tokenHash: string): Promise<DeskRow | null>;
  all(): Promise<readonly DeskRow[]>;
  put(desk: DeskRow): Promise<void>;
  /** Notes an impossible report of a desk. */
  addFault(desk: string, kind: FaultKind, at: number): Promise<void>;
  faults(): Promise<readonly DeskFault[]>;
  /** Counts a renewal the desk asks for at `at`; returns how many it asked for after `since`, this one included. */
  countRenewal(desk: string, at: number, since: number): Promise<number>;
  /** Whether the account is signed in at this sequence number of the desk. */
  isSignedIn(desk: string, account: string): Promise<boolean>;
  /** Name of the session its sign-in there named; null: none, or it is not signed in. */
  signedInUnder(desk: string, account: string): Promise<string | null>;
  signIn(desk: string, account: string, session: string | null): Promise<void>;
  signOut(desk: string, account: string): Promise<void>;
}

export interface KeyStore {
  get(key: string): Promise<KeyRow | null>;
  /** Whether it is that key's signature on the text, whosever the key is. */
  signed: VerifySignature;
  /** Whether it ever had a key there, so that the desk is known to it. */
  everHad(desk: string, account: string): Promise<boolean>;
  /** The one that has not ended. */
  inUse(desk: string, account: string): Promise<KeyRow | null>;
  /** Every one it had there, newest first; so many at most. */
  hadAt(desk: string, account: string, limit: number): Promise<readonly KeyRow[]>;
  add(key: Pick<KeyRow, 'key' | 'desk' | 'account' | 'since'>): Promise<void>;
  endAt(desk: string, account: string, at: number, why: KeyEnd): Promise<void>;
  /** Ends the account's keys at every desk but one. */
  endOfAccount(account: string, exceptDesk: string | null, at: number, why: KeyEnd): Promise<void>;
  endOfDesk(desk: string, at: number, why: KeyEnd): Promise<void>;
}

export interface GuessStore {
  /** Least recently counted first. */
  all(): Promise<readonly GuessRow[]>;
  put(row: GuessRow): Promise<void>;
  drop(row: Pick<GuessRow, 'kind' | 'name'>): Promise<void>;
}

export interface AccountStore {
  password(account: string): Promise<string | null>;
  setPassword(account: string, hash: string): Promise<void>;
  session(tokenHash: string): Promise<SessionRow | null>;
  sessionByName(name: string): Promise<SessionRow | null>;
  putSession(session: SessionRow): Promise<void>;
  /** Notes that it was used; one that ended meanwhile stays ended. */
  touchSession(tokenHash: string, now: number): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  /** Ends every session of an account but one. */
  endSessionsOf(account: string, except: string | null): Promise<void>;
  /** Ends every session opened at a desk. */
  endSessionsAt(desk: string): Promise<void>;
  /** Ends those last used, or opened, at that time, ms, or before; how many. */
  endSessionsBefore(time: { readonly used: number; readonly opened: number }): Promise<number>;
}

/** Everything one transaction sees. Await nothing but these methods inside it. */
export interface Tx {
  readonly docs: DocStore;
  readonly scopes: ScopeStore;
  readonly withheld: WithheldStore;
  readonly desks: DeskStore;
  readonly numbers: NumberStore;
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
  readonly guesses: GuessStore;
  clock(): Promise<SyncClock>;
  /** Whether this transaction contains what others wrote before in it, which may still be undone. */
  isShared(): boolean;
  /** The next version; `master` when the change touches master data. */
  raise(master: boolean): Promise<number>;
  /** A new epoch of the register: its versions are well above `rv` and every one issued so far (PROTOCOL E1). */
  renewEpoch(epoch: string, rv: number): Promise<void>;
  /** What a note of the register holds; null when it is absent. */
  meta<T>(key: MetaKey<T>): Promise<T | null>;
  /** Null removes the note. */
  setMeta<T>(key: MetaKey<T>, value: T | null): Promise<void>;
  /** Undoes what `work` wrote if it throws; the transaction continues. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The central register's store. Writers run one after the other, and a version is assigned inside, so the order of
 * versions is the order of commits. An exception undoes all that its work wrote.
 */
export interface Store {
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Resolves after the commit, which it may share with others. Works of one `from` take turns with those of others. A
   * work may run a second time, when the commit it shared failed: it keeps no state outside of its result.
   */
  write<T>(work: (tx: Tx) => Promise<T>, from?: string): Promise<T>;
  close(): Promise<void>;
}

/** The store itself failed (full disk, damaged file): nothing was written, the request may be sent again. */
export interface StoreFault extends Error {
  readonly storeFault: true;
}

export function isStoreFault(error: unknown): error is StoreFault {
  return error instanceof Error && 'storeFault' in error && error.storeFault === true;
}
