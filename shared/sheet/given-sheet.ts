import { z } from 'zod';
import { firstEdition, freeze, thaw, type Edition, type Frozen } from '../documents/edition.ts';
import { frozenEmblem, thawedEmblem } from '../documents/frozen-emblem.ts';
import type { Print } from '../letters/facts.ts';
import type { Letter } from '../letters/letter.ts';
import { masterSchemas } from '../office/master-args.ts';
import type { OfficeIdentity } from '../office/master.ts';
import { holderKinds } from '../people/people.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Digest } from '../sync/operation.ts';
import type { SheetKind, SheetModel } from './sheet-model.ts';

/** What a sheet says: everything but its paper, its print and which edition it is. */
export type SheetContent = Omit<SheetModel, 'paper' | 'trace' | 'edition'>;

const text = z.string();
const tick = z.object({ label: text, ticked: z.boolean(), due: text.nullable() });

/** A sheet as it was frozen. The letterhead has no emblem in it but its hash. */
const frozenForm: z.ZodType<SheetContent> = z.object({
  kind: z.enum(['blank', 'filled']),
  office: z.object({ ...masterSchemas.office.shape, emblem: text.nullable() }),
  from: text,
  letterNumber: text,
  letterDate: text,
  received: text,
  agendaNumber: text.nullable(),
  provisional: text.nullable(),
  ticks: z.object({ sangatSegera: z.boolean(), segera: z.boolean(), rahasia: z.boolean() }),
  subject: text,
  recipients: z.array(tick),
  instructions: z.array(tick),
  tickRoom: z.number(),
  note: text,
  chain: z.array(
    z.object({
      no: z.number(),
      from: text,
      to: z.array(z.object({ title: text, due: text.nullable() })),
      instructions: z.array(text),
      note: text,
      date: text,
      handwritten: z.boolean(),
    }),
  ),
  noteNo: z.number().nullable(),
  signer: z.object({ title: text, name: text, rank: text, nip: text, kind: z.enum(holderKinds).nullable() }).nullable(),
  signedOn: text,
  voided: z.boolean(),
});

/** What a sheet says, as it is recorded with its print; the same words have the same hash, whatever the paper. */
export function freezeSheet(model: SheetModel, digest: Digest): Frozen {
  const { paper: _paper, trace: _trace, edition: _edition, office, ...rest } = model;
  const { earlierEmblems: _earlier, ...letterhead } = office;
  return freeze({ ...rest, office: { ...letterhead, emblem: frozenEmblem(office.emblem, digest) } }, digest);
}

const prints = ({ facts }: Pick<Letter, 'facts'>): readonly Print[] =>
  facts.filter((fact): fact is Print => fact.kind === 'print');

/** The recorded print of that id; null: there is none. */
export function printOf(letter: Pick<Letter, 'facts'>, printId: string): Print | null {
  return prints(letter).find(({ id }) => id === printId) ?? null;
}

/** What the sheet of a print said; null for a print whose content was not kept. */
export function givenSheet(
  { sheets = {} }: Pick<Letter, 'sheets'>,
  { content }: Pick<Print, 'content'>,
  office: OfficeIdentity,
  digest: Digest,
): Result<SheetContent, Refusal> | null {
  const kept = content === undefined ? undefined : sheets[content];
  if (content === undefined || kept === undefined) return null;
  const known = thaw({ hash: content, text: kept }, frozenForm, digest);
  if (!known.ok) return err(known.error);
  const { emblem } = known.value.office;
  return ok({ ...known.value, office: { ...known.value.office, emblem: thawedEmblem(emblem, office, digest) } });
}

/** One edition of a letter's sheet: what was printed first, and every later print of the same words. */
export interface GivenEdition {
  readonly print: Print;
  readonly edition: Edition;
}

/** The editions of a letter's sheet whose words are kept, the newest first. */
export function givenEditions(letter: Pick<Letter, 'facts' | 'sheets'>): readonly GivenEdition[] {
  const seen = new Set<string>();
  return prints(letter)
    .flatMap((print): readonly GivenEdition[] => {
      const key = `${print.sheet} ${print.content ?? ''}`;
      if (print.content === undefined || letter.sheets?.[print.content] === undefined || seen.has(key)) return [];
      seen.add(key);
      return [{ print, edition: print.edition ?? firstEdition }];
    })
    .toReversed();
}

/**
 * Which edition a sheet of these words would be: that of a print which said the same, else the one after the last of its
 * kind, which it replaces.
 */
export function nextEdition(letter: Pick<Letter, 'facts'>, kind: SheetKind, hash: string): Edition {
  const known = prints(letter).filter((print) => print.sheet === kind && print.content !== undefined);
  const same = known.findLast((print) => print.content === hash);
  const last = known.at(-1);
  if (same && last?.content === hash) return same.edition ?? firstEdition;
  if (!last) return firstEdition;
  const highest = Math.max(...known.map(({ edition }) => edition?.no ?? 1));
  const { no } = last.edition ?? firstEdition;
  return { no: highest + 1, replaces: { no, date: last.at.slice(0, 10) } };
}
