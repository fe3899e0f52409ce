/**
 * A kind of record is one definition: what its documents are, who reads them, what changes them and how a desk holds
 * them. The replica, the server and the simulator ask the kind (`kinds.ts`) and name none; docs/adding-a-record.md says
 * what a new one takes.
 */
import type { z } from 'zod';
import type { AnyCommand } from '../commands/command.ts';
import type { DocType } from '../commands/documents.ts';
import type { FieldPolicy } from '../commands/merge-fields.ts';
import type { AttachedScan } from '../letters/attached-scan.ts';
import type { Author, Who } from '../people/who.ts';
import type { Refusal } from '../refusal.ts';
import type { LetterLine } from './line.ts';

/**
 * How a desk holds the documents of a kind. `master`: whole in memory, and every check may look at them. `whole`: whole
 * in memory. `listed`: by a line in memory; the document stays in its row or pack until somebody opens it.
 */
export type Holding = 'master' | 'whole' | 'listed';

/** The place of a listed kind in the agenda book. */
export interface Listing<D> {
  line(doc: D, rv: number): LetterLine;
  /** Position in a snapshot as plain text, highest first (PROTOCOL L7). */
  order(doc: D): string;
}

/** A document whose secrecy is that of another one (PROTOCOL S3). */
export interface Following<D> {
  /** Kind of the document that decides, and its id. */
  readonly type: DocType;
  id(doc: D): string;
  /** The document, as secret as the one that decides. */
  like(doc: D, leader: unknown): D;
  /** What of the deciding document matters: while this text stays, nothing follows. */
  mark(leader: unknown): string;
}

/**
 * What an agency sees of a document that is its own: a document of a kind of its own, which the register makes with every
 * change. What is not copied into it never leaves the register (PROTOCOL P20).
 */
export interface Excerpt<D> {
  readonly type: DocType;
  /** Raised when `of` says something else of the same document: the register then makes all of them again. */
  readonly version: number;
  /** The agency whose it is; null: nobody's outside of the office, a secret one among them. */
  agency(doc: D): string | null;
  /** `leader`: the document that decides how secret it is (`follows`), as the register has it; null: it has none. */
  of(doc: D, leader: unknown): unknown;
}

/** What the register has: for rules that need more than one document, so that no desk can check them. */
export interface RegisterView {
  get<T>(type: DocType, id: string): Promise<T | null>;
  all<T>(type: DocType): Promise<readonly T[]>;
}

/** One side of a {@link Clash}: what stood in the field, of which record, by whom. */
export interface ClashingValue {
  readonly id: string;
  readonly at: string;
  readonly by: Author;
  readonly value: unknown;
}

/** A field two people wrote at the same time: the value that stands, and the one its author had not seen. */
export interface Clash {
  readonly field: string;
  readonly kept: ClashingValue;
  readonly lost: ClashingValue;
}

/**
 * The definition of a kind. `D`: its documents, which are opaque wherever kinds are asked; methods are bivariant, and so
 * kinds of different documents share one registry.
 */
export interface RecordKind<D = unknown, T extends DocType = DocType> {
  readonly type: T;
  /** What every stored document has; fields it does not name are kept as they are (PROTOCOL V3). */
  readonly form: z.ZodType;
  readonly holding: Holding;
  /** Of a `listed` kind. */
  readonly listing?: Listing<D>;
  /** Everything that changes a document, each with its rights, its rules, its merge and its numbering. */
  readonly commands: readonly AnyCommand[];
  /** Name of the command that makes a document: what was lost is entered again with it. */
  readonly opens: string;
  /** The argument of its commands that is the id of the document; read where the others cannot be. */
  readonly idArg: string;
  /** Fields that are corrected one by one, each with its merge (PROTOCOL P12); the server keeps a version of every field. */
  readonly fields?: Readonly<Record<string, FieldPolicy>>;
  /** What was recorded on a document since it was made: a list that only grows, each under the id of its operation. */
  acts?(doc: D): readonly { readonly id: string }[];
  /** Values that one of two people wrote in the place of what he could not see. */
  clashes?(doc: D): readonly Clash[];
  /** Where a document stands, folded from its acts; total, whatever order they came in. */
  fold?(doc: D): unknown;
  /** Positions that may read a document; null: everybody in the office (PROTOCOL S1, S2). Absent: always everybody. */
  readers?(doc: D): readonly string[] | null;
  /** What everybody else sees of a secret document: one of a kind of its own (PROTOCOL S1). Absent: nothing. */
  readonly stub?: { readonly type: DocType; of(doc: D): unknown };
  /** Of a kind of stubs: the kind they stand for. */
  readonly stubOf?: DocType;
  /** Absent: no agency ever sees anything of a document of this kind. */
  readonly excerpt?: Excerpt<D>;
  /** Of a kind of excerpts: the kind they are made of. */
  readonly excerptOf?: DocType;
  readonly follows?: Following<D>;
  /** The agenda book its documents take their number from; they have it in `agenda`. */
  readonly book?: string;
  /** Scans the document names, the removed ones too. */
  scans?(doc: D): readonly AttachedScan[];
  /** A rule about several documents; asked after the rights to read and before the command's own check. */
  registerRule?(view: RegisterView, command: string, args: unknown, who: Who): Promise<Refusal | null>;
}

/** Commands of different arguments in one list. */
export function listCommands(...commands: readonly { readonly name: string }[]): readonly AnyCommand[] {
  return commands as readonly unknown[] as readonly AnyCommand[];
}
