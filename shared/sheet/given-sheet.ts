import { z } from 'zod';
import { firstEdition, freeze, thaw, type Edition, type Frozen } from '../documents/edition.ts';
import { frozenEmblem, thawedEmblem } from '../documents/frozen-emblem.ts';
import type { Print } from '../letters/facts.ts';
import type { Letter } from '../letters/letter.ts';
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

/** A letterhead as it was, which may be blank; its emblem is a hash. */
const letterhead = z.object({
  id: z.literal('office'),
  ...{ government: text, name: text, shortName: text, address: text, city: text, postalCode: text },
  ...{ phone: text, fax: text, email: text, websites: z.array(text) },
  emblem: text.nullable(),
  headPosition: text.nullable(),
});

/** A sheet as it was frozen: held against its form alone, for the rules of entering changed nothing about what it said. */
const frozenForm: z.ZodType<SheetContent> = z.object({
  kind: z.enum(['blank', 'filled']),
  office: letterhead,
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
  // What no sheet prints is no part of its words: choosing it makes no new edition.
  const { earlierEmblems: _earlier, secondEmblem: _second, paper: _office, ...letterhead } = office;
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

const numberOf = ({ edition }: Print): number => (edition ?? firstEdition).no;

/**
 * Which edition a sheet of these words would be: the newest one of its kind where that says the same, else the one after
 * it, which it replaces. An earlier edition that was printed again stays an earlier one.
 */
export function nextEdition(letter: Pick<Letter, 'facts'>, kind: SheetKind, hash: string): Edition {
  const known = prints(letter).filter((print) => print.sheet === kind && print.content !== undefined);
  const no = Math.max(...known.map(numberOf));
  const newest = known.filter((print) => numberOf(print) === no);
  // Two desks may have made it at the same time, of different words.
  const same = newest.find((print) => print.content === hash);
  if (same) return same.edition ?? firstEdition;
  const [first] = newest;
  return first ? { no: no + 1, replaces: { no, date: first.at.slice(0, 10) } } : firstEdition;
}
