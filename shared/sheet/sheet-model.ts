import { clockTime, longDate } from '../dates/indonesian.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Disposition } from '../letters/facts.ts';
import { isSecret, type Agenda, type Letter } from '../letters/letter.ts';
import { standingDispositions } from '../letters/status.ts';
import type { Instruction, OfficeIdentity } from '../office/master.ts';
import type { HolderKind, Person, Position } from '../people/people.ts';
import { holderOn } from '../people/who.ts';
import type { PaperSize } from './paper.ts';

export type SheetKind = 'blank' | 'filled';

export interface TickLine {
  readonly label: string;
  readonly ticked: boolean;
}

/** One continuation note: who wrote what to whom, on which day. */
export interface ChainLine {
  readonly no: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly instructions: readonly string[];
  readonly note: string;
  readonly date: string;
  readonly due: string | null;
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
  readonly note: string;
  readonly chain: readonly ChainLine[];
  readonly signer: Signer | null;
  readonly signedOn: string;
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

function signerOf(source: SheetSource): Signer | null {
  const position = source.positions.find(({ id }) => id === source.signer);
  if (!position) return null;
  const holder = holderOn(position, source.today);
  const person = source.persons.find(({ id }) => id === holder?.personId);
  return {
    title: position.title,
    name: person?.name ?? '',
    rank: person?.rank ?? '',
    nip: person?.nip ?? '',
    kind: holder?.kind ?? null,
  };
}

/** Positions the signer usually writes to: those below it; the ones actually written to come first if outside the tree. */
function recipientLines(source: SheetSource, first: Disposition | null): TickLine[] {
  const below = source.positions
    .filter(({ parentId, closedOn }) => parentId === source.signer && source.signer !== null && closedOn === null)
    .sort((a, b) => a.order - b.order);
  const chosen = new Set(first?.to.map(({ position }) => position) ?? []);
  const outside = source.positions.filter(({ id }) => chosen.has(id) && !below.some((p) => p.id === id));
  return [...below, ...outside].map(({ id, title }) => ({ label: title, ticked: chosen.has(id) }));
}

function instructionLines(source: SheetSource, first: Disposition | null): TickLine[] {
  const chosen = first?.instructions ?? [];
  const listed = source.instructions
    .filter(({ onSheet, closed, text }) => (onSheet && !closed) || chosen.includes(text))
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text);
  const free = chosen.filter((text) => !listed.includes(text));
  return [...listed, ...free].map((label) => ({ label, ticked: chosen.includes(label) }));
}

/** The sheet of a letter. The same letter and the same source give the same sheet, on every desk. */
export function sheetModel(source: SheetSource): SheetModel {
  const { letter } = source;
  const titleOf = (id: string): string => source.positions.find((p) => p.id === id)?.title ?? id;
  const standing = source.kind === 'filled' ? standingDispositions(letter.facts) : [];
  const first = standing.find((d) => d.from === source.signer && d.parent === null) ?? standing[0] ?? null;
  const rest = standing.filter((d) => d !== first);
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
    recipients: recipientLines(source, first),
    instructions: instructionLines(source, first),
    note: first?.note ?? '',
    chain: rest.map((d, i) => ({
      no: i + 2,
      from: titleOf(d.from),
      to: d.to.map(({ position }) => titleOf(position)),
      instructions: d.instructions,
      note: d.note,
      date: longDate(d.date),
      due: d.to[0]?.due ? longDate(d.to[0].due) : null,
      handwritten: d.handwritten,
    })),
    signer: signerOf(source),
    signedOn: first ? longDate(first.date) : '',
    trace: `LEMBAR:${letter.id}:${source.printId}:${source.shortHash}`,
  };
}
