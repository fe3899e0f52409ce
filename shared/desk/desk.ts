import type { Refusal } from '../refusal.ts';
import type { Result } from '../result.ts';
import type { Author } from '../people/who.ts';
import type { Account } from '../people/people.ts';
import type { BundlePiece } from '../sync/bundle.ts';
import type { Operation, SignedAt } from '../sync/operation.ts';
import type { Certificate, SealedIncarnation } from '../sync/proof.ts';
import type { Lease, OpResult } from '../sync/protocol.ts';
import type { DeskIdentity } from '../sync/session-api.ts';
import type { LocalScan, ScanState, ScanVerdict, SentScans } from './scans.ts';

/** Where the program runs: Electron, the local desk beside a browser, or a browser alone against the server. */
export type Host = 'electron' | 'local' | 'browser';

export interface DeskInfo {
  readonly host: Host;
  readonly version: string;
  /** The server this desk belongs to; null before enrolment. */
  readonly server: string | null;
  /** Address the enrolment form starts with, when the program knows a server near by. */
  readonly suggestedServer?: string;
  /** The server started together with this new desk has no administrator yet: the office begins here. */
  readonly firstDay?: { readonly canOpenDemo: boolean };
  /** This desk belongs to the demonstration office: its accounts, whose passwords are no secret. */
  readonly demo?: { readonly accounts: readonly DemoAccount[]; readonly back: string | null };
  readonly desk: DeskIdentity | null;
  /** End of the desk's sequence, by which the server detects a desk that was rewound or copied. */
  readonly last: { readonly seq: number; readonly hash: string };
  /** `disk`: an fsynced journal outside the browser's store; `browser`: a strict transaction, a weaker promise. */
  readonly journal: 'disk' | 'browser';
  /** Whether the host prints and saves PDF itself; otherwise the browser's own dialog does. */
  readonly prints: boolean;
  /** Whether the token persists after the program ends. On a system without a keychain it does not. */
  readonly remembers: boolean;
  /** Accounts that signed in at this desk before and may sign in without the network. */
  readonly accounts: readonly { readonly id: string; readonly username: string }[];
  /** Free space for the journal, in bytes; null: not known. */
  readonly freeBytes: number | null;
  /** The sealed present incarnation, for a register that forgot having issued it; null: there is none. */
  readonly life: SealedIncarnation | null;
  /** The register's certificates for the keys of the desk's accounts, for a register that forgot them. */
  readonly certificates: readonly Certificate[];
  /** What the system calls this machine, hashed. */
  readonly machine: string;
  /**
   * The journal was made on another machine: no number is burned until the server issued the desk a new incarnation.
   */
  readonly copied: boolean;
  /** The desk cannot speak to its register any more; absent or null: it can, as far as it knows (PROTOCOL D23). */
  readonly repair?: Repair | null;
  /** Why the desk itself signed the last account out, as the server said it later; null when it did not. */
  readonly signedOut?: string | null;
}

/** What is left of a desk whose token is gone: the journal, which is enough to go on. */
export interface Repair {
  /** `lost`: its token is not there or cannot be read. `refused`: the register does not know it. */
  readonly why: 'lost' | 'refused';
  /** Entries without an answer, sign-ins and sign-outs left out, by who made them. */
  readonly pending: readonly {
    readonly account: string;
    /** Null when the desk has forgotten the name. */
    readonly username: string | null;
    readonly position: string | null;
    readonly entries: number;
  }[];
}

/** An operation before the desk gave it its place in the sequence. */
export interface Draft {
  /** Kept by the form until its entry is confirmed: the same id again gives the same operation, never a second one. */
  readonly opId: string;
  readonly name: string;
  readonly v: number;
  readonly by: Author;
  readonly at: { readonly wall: string; readonly skewMs: number | null };
  readonly epoch: string | null;
  readonly base: Readonly<Record<string, number>>;
  readonly args: unknown;
  /**
   * For a letter being booked. `server`: reachable a moment ago, the server numbers it; `desk`: burn a number of the
   * leased block, or fall back to a provisional code when there is none for that book.
   */
  readonly number: { readonly book: string; readonly year: number; readonly path: 'server' | 'desk' } | null;
  /**
   * For an operation the journal had and lost: the number it burned, its first sequence number and its signature
   * (PROTOCOL D4).
   */
  readonly kept?: {
    readonly agenda: Operation['agenda'];
    readonly origin: NonNullable<Operation['origin']>;
    readonly signedAt?: SignedAt | undefined;
    /** Under which its content stood in the hash that was signed. */
    readonly salt?: string | undefined;
  };
}

export interface Signed {
  readonly account: Account;
  /** False: checked against what this desk remembers, the server was not reached. */
  readonly online: boolean;
  /** Key of what the account's window stores on this PC, 32 bytes in base64url; only while it is signed in. */
  readonly storeKey?: string;
}

export interface LeaseState extends Lease {
  /** Highest number burned; null while none is. */
  readonly used: number | null;
  readonly closed: boolean;
  /** Incarnation in which the block was issued. */
  readonly inc: number;
}

/** An operation of this desk with its answer, for a server that lost it. */
export interface Answered {
  readonly op: Operation;
  readonly result: OpResult;
}

/** A piece of the answered past, all of one incarnation, in the order of the sequence. */
export interface PastPiece {
  readonly inc: number;
  /** Sequence number before the first one of that incarnation. */
  readonly start: number;
  readonly ops: readonly Answered[];
  /** Whether more follows. */
  readonly more: boolean;
}

/** What the desk remembers of the operations of one account. */
export interface Recovery {
  /** Without a result, in sequence order. */
  readonly pending: readonly Operation[];
  /** Answers that arrived, newest last, for operations whose `seq` is above `sinceSeq`. */
  readonly settled: readonly { readonly result: OpResult; readonly op: Operation | null }[];
}

/** The desk's outbox, signed, in the order in which it must be imported. */
export interface ExportedBundle {
  readonly pieces: readonly BundlePiece[];
  /** False: the folder of scans could not be read, and none is named. */
  readonly scansRead: boolean;
}

export interface Enrolment {
  readonly server: string;
  readonly deskName: string;
  readonly username: string;
  readonly password: string;
}

/** An account of the demonstration office. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  /** What the person does in the office, in the words of the screen. */
  readonly role: string;
}

/** The first administrator of a new office, who also enrols this desk. */
export interface FirstAdministrator {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly deskName: string;
  /** The last agenda number in the paper book of this year; 0 starts a new book. */
  readonly lastAgendaNumber: number;
  /** Also holds the position that books letters. */
  readonly books: boolean;
}

/** The server behind an address, shown before anything is entrusted to it. */
export interface ServerTrust {
  readonly address: string;
  readonly secure: boolean;
  /** SHA-256 fingerprint of the certificate; null without TLS. */
  readonly fingerprint: string | null;
  readonly issuer: string | null;
  readonly ready: boolean;
}

export type Outcome<T> = Result<T, Refusal>;

/** Settings of one PC. */
export interface DeskSettings {
  readonly paper: string;
  readonly theme: 'light' | 'dark' | 'system';
  readonly language: string;
  readonly signer: string | null;
}

/**
 * What the renderer asks of the desk it runs on. One shape, three hosts: IPC, a local socket, or the browser itself.
 * Everything durable before "Tersimpan" happens in `append`.
 */
export interface Desk {
  describe(): Promise<Outcome<DeskInfo>>;
  inspectServer(address: string): Promise<Outcome<ServerTrust>>;
  /** Makes the first administrator of the server that was started together with this desk, enrols the desk and signs in. */
  beginOffice(first: FirstAdministrator): Promise<Outcome<Signed>>;
  /** Starts the demonstration office beside this one, in a folder of its own; returns the address of its window. */
  openDemo(): Promise<Outcome<string>>;
  enrol(enrolment: Enrolment): Promise<Outcome<Signed>>;
  /** The register this desk belongs to is at another address now (PROTOCOL T50): it must prove that it is the same one. */
  moveServer(address: string): Promise<Outcome<null>>;
  signIn(username: string, password: string): Promise<Outcome<Signed>>;
  signOut(account: string): Promise<Outcome<null>>;
  /** Changes the password of the account at the window; only with the network (PROTOCOL T51). */
  changePassword(current: string, next: string): Promise<Outcome<null>>;
  /** The account whose session continues after a restart; null asks for a sign-in. */
  current(): Promise<Outcome<Signed | null>>;
  append(draft: Draft): Promise<Outcome<Operation>>;
  /** The operation of that id, settled or not, as far back as the desk remembers. */
  find(opId: string): Promise<Outcome<Operation | null>>;
  /** Operations of every account without a result, in sequence order. */
  pending(limit: number): Promise<Outcome<readonly Operation[]>>;
  /** `serverTime`: the server's clock with the answer, ms; it alone decides what is old enough to be deleted. */
  settle(results: readonly OpResult[], serverTime: number): Promise<Outcome<null>>;
  /** Answered operations above a sequence number, as far back as the journal reaches, for a restored server. */
  past(afterSeq: number, limit: number): Promise<Outcome<PastPiece>>;
  /**
   * Asks the server for a new incarnation or a new id after a fork (PROTOCOL E4). Pending operations keep their ids and
   * get new sequence numbers; blocks of numbers are given up.
   */
  renew(): Promise<Outcome<DeskIdentity>>;
  recover(account: string, sinceSeq: number): Promise<Outcome<Recovery>>;
  /** Exports everything without an answer, and the scans the server lacks (PROTOCOL D9). */
  carryAway(): Promise<Outcome<ExportedBundle>>;
  leases(): Promise<Outcome<readonly LeaseState[]>>;
  grantLease(lease: Lease): Promise<Outcome<null>>;
  closeLease(lease: string): Promise<Outcome<LeaseState>>;
  /** Drops a closed block that the server knows to be closed. Refusals: LEASE_IS_OPEN. */
  forgetLease(lease: string): Promise<Outcome<null>>;
  settings(): Promise<Outcome<DeskSettings>>;
  saveSettings(settings: DeskSettings): Promise<Outcome<null>>;
  /** Prints the page at `route` of this program through the system's dialog, or saves it as PDF where the user says. */
  print(route: string, as: 'paper' | 'pdf', fileName: string): Promise<Outcome<'done' | 'cancelled'>>;
  openExternal(url: string): Promise<Outcome<null>>;
  /** Where the files of a letter's scans are; asks the server about those not known to be there. */
  scanStates(account: string, letter: string, sha256: readonly string[]): Promise<Outcome<readonly ScanState[]>>;
  /** Scans stored here: those the account attached and that were not confirmed at the server, or every one. */
  heldScans(account: string, which: 'own' | 'all'): Promise<Outcome<readonly LocalScan[]>>;
  /** Reports what the account's store knows of them: a letter that left it takes its scans along (PROTOCOL A4). */
  judgeScans(account: string, verdicts: readonly ScanVerdict[]): Promise<Outcome<null>>;
  /**
   * Sends the files the server lacks in its present epoch, `epoch`; stops as soon as operations are pending (PROTOCOL
   * A2).
   */
  sendScans(account: string, epoch: string): Promise<Outcome<SentScans>>;
}
