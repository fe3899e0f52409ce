import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { parseIsoWib, todayWib } from '../../../shared/dates/wib.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { blankOffice, type Instruction, type OfficeIdentity } from '../../../shared/office/master.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import type { PaperSize } from '../../../shared/sheet/paper.ts';
import { sheetModel, type SheetKind, type SheetModel } from '../../../shared/sheet/sheet-model.ts';
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
}

/** The letterhead, as it is now; a sheet can be printed before there is one. */
export function officeIdentity(office: Office): OfficeIdentity {
  return office.master<OfficeIdentity>('office')[0] ?? { id: 'office', ...blankOffice };
}

/** First eight hex digits of SHA-256 over `letter:print`. */
export function shortHash(letterId: string, printId: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${letterId}:${printId}`))).slice(0, 8);
}

/** The day on which a print was recorded, so that printing the same print again gives the same sheet. */
export function dayOfPrint(letter: Letter, printId: string): PlainDate | null {
  const print = letter.facts.find(({ kind, id }) => kind === 'print' && id === printId);
  const instant = print ? parseIsoWib(print.at) : null;
  return instant === null ? null : todayWib(instant);
}

/** The sheet of a letter at hand. */
export function sheetOf(office: Office, letter: Letter, request: SheetRequest): SheetModel {
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

/** The sheet from the store as it is now; null for a letter that is not here or may not be read. */
export async function fetchSheet(office: Office, request: SheetRequest): Promise<SheetModel | null> {
  const letter = await office.get<Letter>('letter', request.letterId);
  return letter === null ? null : sheetOf(office, letter, request);
}
