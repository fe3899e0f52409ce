import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { parseIsoWib, todayWib } from '../../../shared/dates/wib.ts';
import type { Outcome } from '../../../shared/desk/desk.ts';
import { editionNote, firstEdition, type Edition, type Frozen } from '../../../shared/documents/edition.ts';
import type { Print } from '../../../shared/letters/facts.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { blankOffice, type Instruction, type OfficeIdentity } from '../../../shared/office/master.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import { freezeSheet, givenSheet, nextEdition, printOf } from '../../../shared/sheet/given-sheet.ts';
import type { PaperSize } from '../../../shared/sheet/paper.ts';
import { sheetModel, type SheetKind, type SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { traceText } from '../../../shared/sheet/trace.ts';
import type { Digest } from '../../../shared/sync/operation.ts';
import type { Office } from '../../data/office.ts';

export interface SheetRequest {
  readonly letterId: string;
  readonly kind: SheetKind;
  readonly paper: PaperSize;
  /** Null prints the signature block open. */
  readonly signer: string | null;
  /** Id of the `letter.print` operation. */
  readonly printId: string;
  readonly today: PlainDate;
  /** The print whose edition is wanted again; null: the letter as it is now. */
  readonly again: string | null;
}

/** The letterhead, as it is now; a sheet can be printed before there is one. */
export function officeIdentity(office: Office): OfficeIdentity {
  return office.master<OfficeIdentity>('office')[0] ?? { id: 'office', ...blankOffice };
}

/** SHA-256 of a text, as what was given out is named by. */
export const digest: Digest = (text) => bytesToHex(sha256(utf8ToBytes(text)));

/** First eight hex digits of SHA-256 over `letter:print`. */
export function shortHash(letterId: string, printId: string): string {
  return digest(`${letterId}:${printId}`).slice(0, 8);
}

/** The day on which a print was recorded, so that printing the same print again gives the same sheet. */
export function dayOfPrint(letter: Letter, printId: string): PlainDate | null {
  const print = letter.facts.find(({ kind, id }) => kind === 'print' && id === printId);
  const instant = print ? parseIsoWib(print.at) : null;
  return instant === null ? null : todayWib(instant);
}

/** The sheet of a letter as it would be given out now. */
function drawnSheet(office: Office, letter: Letter, request: SheetRequest): SheetModel {
  return sheetModel({
    letter,
    office: officeIdentity(office),
    positions: office.master<Position>('position'),
    persons: office.master<Person>('person'),
    instructions: office.master<Instruction>('instruction'),
    kind: request.kind,
    paper: request.paper,
    signer: request.signer,
    printId: request.printId,
    today: dayOfPrint(letter, request.printId) ?? request.today,
    shortHash: shortHash(request.letterId, request.printId),
  });
}

/** A sheet with what is recorded of it: its words, and which edition they are. */
export interface SheetToPrint {
  readonly model: SheetModel;
  readonly frozen: Frozen;
  readonly edition: Edition;
}

/** What was printed under an id says what it said then, whatever was renamed or corrected since. */
function givenOut(office: Office, letter: Letter, print: Print, request: SheetRequest): Outcome<SheetModel> | null {
  const content = givenSheet(letter, print, officeIdentity(office), digest);
  if (!content?.ok) return content;
  const { letterId, printId, paper } = request;
  const trace = traceText({ letterId, printId, shortHash: shortHash(letterId, printId) });
  return ok({ ...content.value, paper, trace, edition: editionNote(print.edition ?? firstEdition) });
}

/** The sheet of a letter at hand: a recorded print, an earlier edition that is wanted again, or the letter as it is now. */
export function sheetOf(office: Office, letter: Letter, request: SheetRequest): Outcome<SheetToPrint> {
  const print = printOf(letter, request.printId) ?? (request.again === null ? null : printOf(letter, request.again));
  const given = print && givenOut(office, letter, print, request);
  if (given && !given.ok) return given;
  if (given && print?.content !== undefined) {
    const frozen = { hash: print.content, text: letter.sheets?.[print.content] ?? '' };
    return ok({ model: given.value, frozen, edition: print.edition ?? firstEdition });
  }
  const model = drawnSheet(office, letter, request);
  const frozen = freezeSheet(model, digest);
  // A print of before kept no words and counts as no edition.
  const edition = print ? firstEdition : nextEdition(letter, model.kind, frozen.hash);
  return ok({ model: { ...model, edition: editionNote(edition) }, frozen, edition });
}

/** The sheet from the store as it is now. */
export async function fetchSheet(office: Office, request: SheetRequest): Promise<Outcome<SheetToPrint>> {
  const letter = await office.get<Letter>('letter', request.letterId);
  return letter === null ? err(refuse('NO_SUCH_LETTER')) : sheetOf(office, letter, request);
}
