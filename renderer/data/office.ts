import type { ImportOutcome } from '../../shared/bundle/import-outcome.ts';
import type { DocType } from '../../shared/commands/documents.ts';
import type { Agenda, Urgency } from '../../shared/letters/letter.ts';
import type { MasterType } from '../../shared/office/master-args.ts';
import type { LetterStatus } from '../../shared/letters/status.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import type { Who } from '../../shared/people/who.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Result } from '../../shared/result.ts';
import type { MergeNote, Target } from '../../shared/commands/command.ts';
import type { BookNumbers, OpResult, ResultStatus } from '../../shared/sync/protocol.ts';
import type { DocOf, RecordType } from '../../shared/records/kinds.ts';
import type { LetterLine } from '../../shared/records/line.ts';
import type { Scans } from './scans.ts';
import type { Drafts } from './sealed-drafts.ts';

export type { ImportedEntry, ImportOutcome } from '../../shared/bundle/import-outcome.ts';
export type { LetterLine } from '../../shared/records/line.ts';
export type { Scans } from './scans.ts';
export type { Drafts } from './sealed-drafts.ts';

/**
 * Absent members do not filter. Text is split into words, all of which must occur: anywhere in number, sender or subject
 * as {@link foldText} writes them, as the date of letter or receipt, or in the title of a position that has the letter.
 */
export interface LetterFilter {
  readonly text?: string;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  /** Part of the sender's name. */
  readonly sender?: string;
  readonly statuses?: readonly LetterStatus[];
  readonly urgencies?: readonly Urgency[];
  /** Only letters that one of these positions has to act on. */
  readonly holders?: readonly string[];
  readonly year?: number;
}

/** A filtered view, newest receipt first. Valid until the next change; query again then. */
export interface LetterList {
  readonly total: number;
  /** The line at an index, 0 the newest; null beyond the end. */
  line(index: number): LetterLine | null;
  /** The words searched for instead, because what was typed occurs nowhere; null when they were found as typed. */
  readonly instead: string | null;
}

export interface LetterCounts {
  readonly total: number;
  readonly byStatus: Readonly<Record<LetterStatus, number>>;
  /** Without a number yet. */
  readonly unnumbered: number;
}

/** A command was saved at this desk: journalled and in the local store. */
export interface Saved {
  readonly opId: string;
  readonly seq: number;
  /** Number or provisional code of a letter just booked; null for every other command. */
  readonly agenda: Agenda | null;
}

export type PauseReason = 'signed-out' | 'desk-retired' | 'forbidden' | 'upgrade' | 'fork';

/** This PC's clock against the server's: more than 5 minutes away, or so far that receipt dates would be wrong. */
export type ClockState = 'right' | 'off' | 'far-off';

/** State of the sync with the server, in terms a screen can show. */
export interface SyncState {
  readonly phase: 'idle' | 'working' | 'offline' | 'paused';
  readonly pause: PauseReason | null;
  /** The server answered recently and nothing has failed since. */
  readonly reachable: boolean;
  /** Entries of this desk the server has not answered yet. */
  readonly pending: number;
  /** When the oldest of them was made, ms since 1970; null when none is pending. */
  readonly oldest: number | null;
  /** When the last sync round was complete, ms since 1970. */
  readonly lastPull: number | null;
  /** Progress of the first sync, in documents; null when it is done. */
  readonly first: { readonly done: number; readonly total: number } | null;
  /** Entries under "Perlu perhatian" that nobody has looked at yet. */
  readonly attention: number;
  /** The local store failed: entries are journalled and sent, the lists do not change. */
  readonly safeMode: boolean;
  /** Safe mode, because a later program wrote the local store: only that program opens it. */
  readonly storeIsNewer: boolean;
  /** Server clock minus this PC's, in ms; null before the first answer. */
  readonly skewMs: number | null;
  readonly clock: ClockState;
  /** `closed`: the server was restored and gives out no numbers yet; letters get theirs later (PROTOCOL N4). */
  readonly numbering: 'open' | 'closed';
  /** What the server last stated of the numbers of each open book (PROTOCOL N13, N14). */
  readonly numbers: readonly BookNumbers[];
  /** Documents whose removal is withheld until an administrator confirms it (PROTOCOL L12). */
  readonly withheld: number;
  /** Entries are pending and the leader window has been silent for minutes. */
  readonly leaderSilent: boolean;
}

/**
 * An entry that was merged, flagged, refused or quarantined, as shown under "Perlu perhatian". `applied`: it had been
 * quarantined and was released later; removed once it was seen.
 */
export interface AttentionItem {
  readonly opId: string;
  readonly seq: number;
  /** Command name, a key of the catalogue (`command.<name>`). */
  readonly name: string;
  readonly status: ResultStatus;
  /** Refusal code, a key of the catalogue (`refusal.<code>`); null for a plain merge. */
  readonly code: string | null;
  /** Null, and the id empty: it is about no document. */
  readonly docType: DocType | null;
  readonly docId: string;
  readonly notes: readonly (MergeNote & { readonly by?: string | null | undefined })[];
  /** The arguments as entered, so that nothing typed is lost. */
  readonly args: unknown;
  /** The administrator who released or refused it after it had been quarantined, when (ms), and why. */
  readonly decided?: OpResult['decided'];
  /** Wall time of the entry, ISO. */
  readonly at: string;
  readonly seen: boolean;
}

/** A document that a restored server lost and no desk replayed, as this desk had it last (PROTOCOL L8). */
export interface LostDocument {
  /** `type:id` */
  readonly key: string;
  readonly docType: DocType;
  readonly docId: string;
  readonly doc: unknown;
  readonly seen: boolean;
}

/** `name` of the attention item about a fork among the desks with this desk's data (PROTOCOL E7). */
export const copiedName = 'desk.copied';
/** Its `args`. */
export interface CopiedDesks {
  /** Other desks that continue from the same data; none is known where this one was only rewound. */
  readonly desks: readonly { readonly code: string; readonly name: string }[];
}

/** `name` of the attention item about a letter that another desk booked as well; `args.other` is the earlier one. */
export const twinName = 'letter.twin';
/** `name` of the attention item about a correction of this account that somebody replaced from another desk. */
export const overwrittenName = 'letter.overwritten';

/** `name` of the attention item about fields of a step's form that two people wrote at the same time. */
export const twiceName = 'case.twice';

/** A file of what waits at this desk (PROTOCOL D9). */
export interface BundleToSave {
  /** `lembar-D03-2026-11-22.lembar` */
  readonly name: string;
  readonly file: Blob;
  /** Entries in it, sign-ins and sign-outs left out. */
  readonly entries: number;
  /** Files of scans in it. */
  readonly scans: number;
  /** Scans that are not in it, by file name, and why. */
  readonly left: readonly { readonly name: string; readonly refusal: Refusal }[];
  /** False: the folder of scans could not be read, and none is in it. */
  readonly scansRead: boolean;
}

/** What changed, by document key (`letter:…`); empty for a change of the sync state alone. */
export interface OfficeChange {
  readonly keys: ReadonlySet<string>;
  readonly masters: boolean;
  /** What is listed in the agenda book. */
  readonly letters: boolean;
  /** What is held whole without being master data: cases, complaints. */
  readonly records: boolean;
  readonly sync: boolean;
}

export interface RunOptions {
  /** Kept by a form from its first keystroke to its confirmation. Absent: generated here. */
  readonly opId?: string;
  /** The position to act from, when the account holds several. */
  readonly acting?: string;
  /**
   * {@link Office.versionOf} of the document when the form was opened: what the person was looking at (PROTOCOL P12).
   */
  readonly base?: number;
}

/**
 * The office as this account sees it from this desk: everything local, nothing waits for the network. Only `run`
 * writes; everything else reads. The model is an optimistic client over a local replica: a command is journalled and
 * shown at once, then the sync engine pushes it, pulls the server's rows and rebases the pending operations onto them.
 */
export interface Office {
  readonly account: Account;
  /** Who the account is today: positions held, rights, acting position. */
  who(acting?: string): Who;
  /** Checks, journals, stores. Resolves when the entry is saved; refusals name their field. */
  run(command: string, args: unknown, options?: RunOptions): Promise<Result<Saved, readonly Refusal[]>>;
  /** Whether this account may do that to a document now, before anything is typed; for offering buttons. */
  may(command: string, target: Target, acting?: string): Promise<Refusal | null>;
  /** The same for a command that makes a new document, or changes any of master data. */
  mayMake(command: string, acting?: string): Refusal | null;
  /** Everything `run` would refuse now, each with its field; writes nothing. */
  check(command: string, args: unknown, acting?: string): Promise<readonly Refusal[]>;
  newId(): string;
  /** Unsaved input of this account; a secret form is never kept there. */
  readonly drafts: Drafts;
  /** A document as this desk knows it, pending entries included. */
  get<T>(type: RecordType, id: string): Promise<T | null>;
  /** The server's version of a document as held here; 0 for one the server has not seen. */
  versionOf(type: RecordType, id: string): Promise<number>;
  /** Master data, whole and in memory. */
  master<T>(type: MasterType): readonly T[];
  /**
   * Every document of a kind that is held whole which this account may read, pending entries included. Same list until
   * one of them changes.
   */
  records<T extends RecordType>(type: T): readonly DocOf<T>[];
  letters(filter: LetterFilter): LetterList;
  /** The line of a letter, synchronously; null for one that is not here. */
  letterLine(id: string): LetterLine | null;
  /** How many letters of each status the other members of the filter leave; its own statuses do not count. */
  counts(filter?: LetterFilter): LetterCounts;
  /** Letters already in the book with this sender and number and a date at most a day apart. */
  duplicates(sender: string, letterNumber: string, letterDate: PlainDate | null): readonly LetterLine[];
  /** Operations on a document the server has not answered yet. */
  pendingOf(type: RecordType, id: string): number;
  attention(): Promise<readonly AttentionItem[]>;
  lostDocuments(): Promise<readonly LostDocument[]>;
  /** Entries by their ids, lost documents by their keys. */
  markSeen(seen: readonly string[], lost?: readonly string[]): Promise<void>;
  sync(): SyncState;
  /** Syncs with the server now; resolves when the round is over, whatever its outcome. */
  syncNow(): Promise<void>;
  /** A bundle of everything pending at this desk, whoever entered it (PROTOCOL D9). Needs no network. */
  exportBundle(scans: Pick<Scans, 'carried'>): Promise<Outcome<BundleToSave>>;
  /**
   * Imports the bundle of another desk. `onProgress` is called after every step with the number of entries and scans
   * done. What interrupted it is in the value; importing again resumes and duplicates nothing.
   */
  importBundle(
    file: Blob,
    scans: Pick<Scans, 'put'>,
    onProgress: (done: number, of: number) => void,
  ): Promise<Outcome<ImportOutcome>>;
  /** Called after every change, from this window or another one. Returns the unsubscribe. */
  onChange(listener: (change: OfficeChange) => void): () => void;
  /** Stops the sync and closes the store; pending entries stay in the journal. Reads under way then never settle. */
  close(): Promise<void>;
}
