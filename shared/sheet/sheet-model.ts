import { clockTime, longDate, shortDate } from '../dates/indonesian.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Disposition } from '../letters/facts.ts';
import { isSecret, type Agenda, type Letter } from '../letters/letter.ts';
import { standingDispositions } from '../letters/status.ts';
import type { Instruction, OfficeIdentity } from '../office/master.ts';
import type { HolderKind, Person, Position } from '../people/people.ts';
import { holderOn } from '../people/who.ts';
import type { PaperSize } from './paper.ts';
import { traceText } from './trace.ts';

export type SheetKind = 'blank' | 'filled';

export interface TickLine {
  readonly label: string;
  readonly ticked: boolean;
  /** `12/10/2026`: the day by which this recipient has to be done; null without one. */
  readonly due: string | null;
}

export interface ChainRecipient {
  readonly title: string;
  readonly due: string | null;
}

/** One continuation note: who wrote what to whom, on which day. */
export interface ChainLine {
  /** Its rank among the standing dispositions of the letter, the first is 1. */
  readonly no: number;
  readonly from: string;
  readonly to: readonly ChainRecipient[];
  readonly instructions: readonly string[];
  readonly note: string;
  readonly date: string;
  readonly handwritten: boolean;
}

export interface Signer {
  readonly title: string;
  readonly name: string;
  readonly rank: string;
  readonly nip: string;
  readonly kind: HolderKind | null;
}

/** Everything a disposition sheet says, no pixels. The words around it come from the text catalogue. */
export interface SheetModel {
  readonly kind: SheetKind;
  readonly paper: PaperSize;
  readonly office: OfficeIdentity;
  readonly from: string;
  readonly letterNumber: string;
  readonly letterDate: string;
  readonly received: string;
  /** The number, or null while it is still to come. */
  readonly agendaNumber: string | null;
  readonly provisional: string | null;
  readonly ticks: { readonly sangatSegera: boolean; readonly segera: boolean; readonly rahasia: boolean };
  readonly subject: string;
  readonly recipients: readonly TickLine[];
  readonly instructions: readonly TickLine[];
  /** Lines of either list that both kinds of sheet keep room for, the ones to be written by hand included. */
  readonly tickRoom: number;
  readonly note: string;
  readonly chain: readonly ChainLine[];
  /** Rank of the noted disposition in the chain; null while the note is empty for handwriting. */
  readonly noteNo: number | null;
  readonly signer: Signer | null;
  /** Empty on a sheet that is still to be signed. */
  readonly signedOn: string;
  /** `Edisi 2, menggantikan edisi 1 tanggal …`; empty on a first edition. */
  readonly edition: string;
  /** The entry was cancelled; a sheet printed all the same has to say so. */
  readonly voided: boolean;
  /** Text of the QR code: letter id, print id and a short hash; says nothing about the content. */
  readonly trace: string;
}

export interface SheetSource {
  readonly letter: Letter;
  readonly office: OfficeIdentity;
  readonly positions: readonly Position[];
  readonly persons: readonly Person[];
  readonly instructions: readonly Instruction[];
  readonly kind: SheetKind;
  readonly paper: PaperSize;
  /** The position that signs; null leaves the block open. */
  readonly signer: string | null;
  readonly printId: string;
  readonly today: PlainDate;
  /** First characters of SHA-256 over letter id and print id. */
  readonly shortHash: string;
}

/** `417/2026`; null while the number is still to come. */
export function agendaText({ no, year }: Agenda): string | null {
  return no === null ? null : `${no}/${year}`;
}

/** Whoever held the position on the day: a sheet printed a year later still shows who signed then. */
export function signerOf(source: Pick<SheetSource, 'positions' | 'persons' | 'signer'>, day: PlainDate): Signer | null {
  const position = source.positions.find(({ id }) => id === source.signer);
  if (!position) return null;
  const holder = holderOn(position, day);
  const person = source.persons.find(({ id }) => id === holder?.personId);
  return {
    title: position.title,
    name: person?.name ?? '',
    rank: person?.rank ?? '',
    nip: person?.nip ?? '',
    kind: holder?.kind ?? null,
  };
}

const tickTitle = ({ shortTitle, title }: Position): string => shortTitle || title;

/** Positions the signer usually writes to. */
function below({ positions, signer }: SheetSource): Position[] {
  return positions
    .filter(({ parentId, closedOn }) => parentId === signer && signer !== null && closedOn === null)
    .sort((a, b) => a.order - b.order);
}

/** The usual recipients, then others actually written to. */
function recipientLines(source: SheetSource, usual: readonly Position[], noted: Disposition | null): TickLine[] {
  const due = new Map(noted?.to.map((to) => [to.position, to.due] as const) ?? []);
  const listed = new Set(usual.map(({ id }) => id));
  const known = new Map(source.positions.map((position) => [position.id, position] as const));
  const lines = usual.map((position) => ({ id: position.id, label: tickTitle(position) }));
  for (const { position: id } of noted?.to ?? []) {
    const position = known.get(id);
    if (!listed.has(id)) lines.push({ id, label: position ? tickTitle(position) : id });
    listed.add(id);
  }
  return lines.map(({ id, label }) => {
    const day = due.get(id) ?? null;
    return { label, ticked: due.has(id), due: day === null ? null : shortDate(day) };
  });
}

/** Instructions that stand on every sheet. */
function usualInstructions({ instructions }: SheetSource): string[] {
  return instructions
    .filter(({ onSheet, closed }) => onSheet && !closed)
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text);
}

function instructionLines(listed: readonly string[], noted: Disposition | null): TickLine[] {
  const chosen = noted?.instructions ?? [];
  const more = [...new Set(chosen)].filter((text) => !listed.includes(text));
  return [...listed, ...more].map((label) => ({ label, ticked: chosen.includes(label), due: null }));
}

/**
 * The disposition that stands above the signature: the signer's own, never another's, for the paper would put words
 * into the signer's mouth. Without a signer it is the first one.
 */
function notedDisposition(source: SheetSource, standing: readonly Disposition[]): Disposition | null {
  if (source.signer === null) return standing[0] ?? null;
  const own = standing.filter(({ from }) => from === source.signer);
  return own.find(({ parent }) => parent === null) ?? own[0] ?? null;
}

/** Lines for the pen below the printed ones; a filled sheet puts extra recipients and instructions there. */
const handLines = 2;

/** The sheet of a letter. The same letter and the same source give the same sheet, on every desk. */
export function sheetModel(source: SheetSource): SheetModel {
  const { letter } = source;
  const titles = new Map(source.positions.map((position) => [position.id, tickTitle(position)] as const));
  const titleOf = (id: string): string => titles.get(id) ?? id;
  const standing = source.kind === 'filled' ? standingDispositions(letter.facts) : [];
  const noted = notedDisposition(source, standing);
  const chain = standing.flatMap((d, i): ChainLine[] =>
    d === noted
      ? []
      : [
          {
            no: i + 1,
            from: titleOf(d.from),
            to: d.to.map(({ position, due }) => ({
              title: titleOf(position),
              due: due === null ? null : shortDate(due),
            })),
            instructions: d.instructions,
            note: d.note,
            date: longDate(d.date),
            handwritten: d.handwritten,
          },
        ],
  );
  const usual = below(source);
  const listed = usualInstructions(source);
  return {
    kind: source.kind,
    paper: source.paper,
    office: source.office,
    from: letter.sender.name,
    letterNumber: letter.letterNumber || '-',
    letterDate: letter.letterDate === null ? '-' : longDate(letter.letterDate),
    received: `${longDate(letter.received.date)}, ${clockTime(letter.received.time)}`,
    agendaNumber: agendaText(letter.agenda),
    provisional: letter.agenda.provisional,
    ticks: {
      sangatSegera: letter.urgency === 'sangat-segera',
      segera: letter.urgency === 'segera',
      rahasia: isSecret(letter.security),
    },
    subject: letter.subject,
    recipients: recipientLines(source, usual, noted),
    instructions: instructionLines(listed, noted),
    tickRoom: Math.max(usual.length, listed.length) + handLines,
    note: noted?.note ?? '',
    noteNo: noted ? standing.indexOf(noted) + 1 : null,
    chain,
    signer: signerOf(source, noted?.date ?? source.today),
    signedOn: noted ? longDate(noted.date) : '',
    edition: '',
    voided: letter.voided !== null,
    trace: traceText({ letterId: letter.id, printId: source.printId, shortHash: source.shortHash }),
  };
}
