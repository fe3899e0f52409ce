import type { z } from 'zod';
import type { Refusal } from '../refusal.ts';
import type { DocRef, DocType } from './documents.ts';
import type { Author, Who } from '../people/who.ts';

/** The number that the desk attached to a letter's registration (PROTOCOL N1 to N6). */
export interface AgendaGrant {
  readonly book: string;
  readonly year: number;
  /** null: the server assigns one when the operation reaches it. */
  readonly no: number | null;
  /** The leased block the number was burned from; null when there is none. */
  readonly lease: string | null;
  /** `S-<desk>-<seq>`: what the sheet carries until the number is known; null once a number was burned. */
  readonly provisional: string | null;
}

/** What a reducer may know beside the document and the arguments. Nothing in it depends on where it runs. */
export interface Context {
  readonly opId: string;
  readonly by: Author;
  /** Wall time of the desk, ISO with +07:00. Recorded, never decisive. */
  readonly at: string;
  /** Short code of the desk. */
  readonly desk: string;
  readonly agenda: AgendaGrant | null;
}

/** What an entry is about: a document and, where a command is about less than all of it, one part. */
export interface Target extends DocRef {
  /** The disposition, scan or step it is about. Absent, of {@link Command.may}: whether there is any. */
  readonly part?: string;
  /** The position acted from or for. Absent: any of the person's own. */
  readonly position?: string;
}

/** Read access to the documents a check may look at: those of `reads` and the master data. */
export interface View {
  get<T>(type: DocType, id: string): T | null;
  all<T>(type: DocType): readonly T[];
}

/** What became of one field that two desks changed at the same time. */
export interface MergeNote {
  readonly field: string;
  readonly mine: unknown;
  readonly now: unknown;
  /** Which of both values stands in the document. */
  readonly kept: 'mine' | 'now';
}

export interface Merge<A> {
  readonly args: A;
  readonly notes: readonly MergeNote[];
}

/**
 * One command of the office: run at the desk as an unconfirmed overlay and on the server as the decision. `reduce` is
 * pure and total and touches ONE document. Whether it is accepted are two questions: `may` asks before anything is
 * typed, `check` is about what was typed; `refusalsOf` puts both answers together.
 */
export interface Command<A, D> {
  readonly name: string;
  readonly version: number;
  readonly args: z.ZodType<A>;
  /**
   * `fact`: it happened in the physical world, so the server applies it whatever the state, at worst flagged.
   * `act`: it happens in the books alone and may be refused.
   */
  readonly kind: 'fact' | 'act';
  target(args: A): DocRef;
  /** The rest of the {@link Target}, for a command about a part of a document or about a position. */
  about?(args: A): Pick<Target, 'part' | 'position'>;
  /** The arguments that hold further ones in which documents are named, beside the arguments themselves (PROTOCOL P15). */
  readonly namesIn?: readonly string[];
  /** Opens a document that takes an agenda number: the book, and the year of it, that the number is of. */
  numbered?(args: A): { readonly book: string; readonly year: number };
  reduce(doc: D | null, args: A, ctx: Context): D | null;
  /**
   * Whether this person may do this kind of thing to this document at all, now: rights, positions, state. Null as a
   * target: to a document that is only made by it.
   */
  may(view: View, target: Target | null, who: Who): Refusal | null;
  /** Everything that is wrong with the arguments beside their shape, each at its field. */
  check(view: View, args: A, who: Who): readonly Refusal[];
  /**
   * An end of its own, before the one every document has (`room.ts`), which is asked after it: both of facts too, and what
   * goes beyond is refused (PROTOCOL P14). Null: this entry stays within it.
   */
  bound?(doc: D, args: A): Refusal | null;
  /**
   * Settles edits of fields that changed on the server after `baseRv`. Absent: nothing to merge. A version of Infinity
   * was settled after this entry, which is only a replay: it stays, whatever the policy (PROTOCOL E2).
   */
  merge?(args: A, doc: D, fieldVersions: Readonly<Record<string, number>>, baseRv: number): Merge<A>;
  /**
   * Of a command on an excerpt (records/kind.ts): the command on the document itself that the register runs in its stead.
   * These are what an account of an agency may enter (PROTOCOL P20).
   */
  behind?(args: A): { readonly command: AnyCommand; readonly args: unknown };
  /** Earlier argument shapes, each lifted to the next version; kept for ever. */
  readonly upcast?: Readonly<Record<number, (args: unknown) => unknown>>;
}

/** A command whose argument and document types are checked at its definition and opaque here. */
// Method parameters are bivariant, which is what lets commands of different types share one table.
export type AnyCommand = Command<unknown, unknown>;

/** Keeps the inference of argument and document types where a command is defined. */
export function defineCommand<A, D>(command: Command<A, D>): Command<A, D> {
  return command;
}
