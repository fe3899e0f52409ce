import { z } from 'zod';
import type { FieldPolicy } from '../commands/merge-fields.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import { clockTime, id, limits, line, plainDate, requiredLine, text } from './fields.ts';

/** How fast a letter has to move. One axis; security is another, they are never one list. */
export const urgencies = ['biasa', 'segera', 'sangat-segera'] as const;
export type Urgency = (typeof urgencies)[number];

/** B biasa/terbuka, T terbatas, R rahasia, SR sangat rahasia. */
export const securities = ['biasa', 'terbatas', 'rahasia', 'sangat-rahasia'] as const;
export type Security = (typeof securities)[number];

/** Letters of these levels are hidden from whom they are not addressed to. */
export function isSecret(security: Security): boolean {
  return security === 'rahasia' || security === 'sangat-rahasia';
}

export interface Sender {
  /** The agency of the master list, when one was chosen. */
  readonly agencyId: string | null;
  /** The name as it was when the letter came: agencies are renamed, letters are not. */
  readonly name: string;
}

export interface Receipt {
  readonly date: PlainDate;
  /** `HH:MM` in WIB */
  readonly time: string;
}

/** One field of the header. */
export interface HeaderField<T = unknown> {
  /** As a clerk enters it. */
  readonly form: z.ZodType<T>;
  /** What happens when two desks changed it at the same time (PROTOCOL P12). */
  readonly merge: FieldPolicy;
  /** What it is while nobody entered it. */
  readonly blank: T;
  /** Version of the header that has it first; letters and entries from before are read as if it were blank. */
  readonly since?: number;
}

const field = <T>(form: z.ZodType<T>, merge: FieldPolicy, blank: NoInfer<T>): HeaderField<T> => ({
  form,
  merge,
  blank,
});

/**
 * The fields a clerk copies from paper; each may be corrected, each has its own version on the server. Schema, merge and
 * history of a field follow from its line here; docs/adding-a-record.md says where it is shown.
 */
export const headerFields = {
  received: field<Receipt>(z.object({ date: plainDate, time: clockTime }), 'hold', { date: '', time: '' }),
  sender: field<Sender>(z.object({ agencyId: id.nullable(), name: requiredLine() }), 'hold', {
    agencyId: null,
    name: '',
  }),
  /** Verbatim; empty for a letter without one. */
  letterNumber: field(line(200), 'hold', ''),
  /** Null for an undated letter. */
  letterDate: field<PlainDate | null>(plainDate.nullable(), 'hold', null),
  subject: field(requiredLine(limits.subject), 'arrival', ''),
  /** As written: "2 (dua) berkas", "-". */
  attachments: field(line(100), 'arrival', ''),
  urgency: field<Urgency>(z.enum(urgencies), 'arrival', 'biasa'),
  security: field<Security>(z.enum(securities), 'hold', 'biasa'),
  /** Archive code as free text; the old and the new scheme are both in use. */
  classification: field(line(60), 'arrival', ''),
  /** pos, kurir, langsung, e-mail, SRIKANDI */
  delivery: field(line(60), 'arrival', ''),
  /** Registration number in SRIKANDI or the e-office, copied by hand. */
  externalNumber: field(line(100), 'arrival', ''),
  remark: field(text(2000), 'arrival', ''),
  /** Positions a letter is addressed to by its envelope; decides who may read a secret one. */
  addressedTo: field<readonly string[]>(z.array(id).max(50), 'union', []),
} as const;

type Fields = Readonly<Record<string, HeaderField>>;
type HeaderOf<F extends Fields> = { readonly [N in keyof F]: F[N] extends HeaderField<infer T> ? T : never };
type ShapeOf<F extends Fields> = { readonly [N in keyof F]: F[N]['form'] };

export type HeaderName = keyof typeof headerFields;
export type LetterHeader = HeaderOf<typeof headerFields>;

/** What follows from the fields of a header. */
export interface Header<F extends Fields> {
  readonly names: readonly (keyof F)[];
  readonly shape: ShapeOf<F>;
  readonly blank: HeaderOf<F>;
  readonly policy: Readonly<Record<keyof F, FieldPolicy>>;
  /** Version of the commands that carry the header: the newest `since` among its fields. */
  readonly version: number;
  /** Lifts the arguments of a booking from each earlier version to the next (PROTOCOL V1). */
  readonly upcast: Readonly<Record<number, (args: unknown) => unknown>>;
  /** The header as it is read from a letter, also from one booked before a field was there. */
  of(letter: Partial<HeaderOf<F>>): HeaderOf<F>;
}

/** Works out of the fields of a header what its commands, its forms and its readers need. */
export function makeHeader<F extends Fields>(fields: F): Header<F> {
  const entries = Object.entries(fields);
  const each = <R>(of: (field: HeaderField) => R): Readonly<Record<string, R>> =>
    Object.fromEntries(entries.map(([name, field]) => [name, of(field)]));
  const version = Math.max(...entries.map(([, { since = 1 }]) => since));
  const addedIn = (next: number): object =>
    Object.fromEntries(entries.flatMap(([name, { since, blank }]) => (since === next ? [[name, blank]] : [])));
  const blank = each((field) => field.blank) as HeaderOf<F>;
  const names = entries.map(([name]) => name) as (keyof F)[];
  return {
    names,
    shape: each(({ form }) => form) as unknown as ShapeOf<F>,
    blank,
    policy: each(({ merge }) => merge) as Readonly<Record<keyof F, FieldPolicy>>,
    version,
    upcast: Object.fromEntries(
      Array.from({ length: version - 1 }, (_, i) => [
        i + 1,
        (args: unknown) => ({ ...addedIn(i + 2), ...(args as object) }),
      ]),
    ),
    of: (letter) => Object.fromEntries(names.map((name) => [name, letter[name] ?? blank[name]])) as HeaderOf<F>,
  };
}

/** The header of a letter as this version knows it. */
export const letterHeader = makeHeader(headerFields);
