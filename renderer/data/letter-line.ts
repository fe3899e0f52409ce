import { currentHolders, letterStatus } from '../../shared/letters/status.ts';
import type { Letter, LetterStub } from '../../shared/letters/letter.ts';
import type { LetterLine } from './office.ts';

/** What lists need of a letter. */
export function lineOf(letter: Letter, rv: number): LetterLine {
  return {
    id: letter.id,
    agenda: letter.agenda,
    receivedDate: letter.received.date,
    receivedTime: letter.received.time,
    sender: letter.sender.name,
    letterNumber: letter.letterNumber,
    letterDate: letter.letterDate,
    subject: letter.subject,
    status: letterStatus(letter),
    urgency: letter.urgency,
    security: letter.security,
    hidden: false,
    holders: currentHolders(letter),
    rv,
  };
}

/** The line of a secret letter of which only the stub is here. */
export function lineOfStub(stub: LetterStub, rv: number): LetterLine {
  return {
    id: stub.id,
    agenda: stub.agenda,
    receivedDate: stub.received.date,
    receivedTime: stub.received.time,
    sender: '',
    letterNumber: '',
    letterDate: stub.letterDate,
    subject: '',
    status: stub.voided ? 'void' : 'registered',
    urgency: 'biasa',
    security: stub.security,
    hidden: true,
    holders: [],
    rv,
  };
}

export type LineType = 'letter' | 'letterStub';

/** The line of a document that has one; null for every other type. */
export function lineFor(type: string, doc: unknown, rv: number): LetterLine | null {
  if (type === 'letter') return lineOf(doc as Letter, rv);
  return type === 'letterStub' ? lineOfStub(doc as LetterStub, rv) : null;
}

type Tuple = readonly unknown[];

/** Lines as tuples: half the text of objects, for the columns beside a pack. */
export function encodeLines(lines: readonly LetterLine[]): string {
  return JSON.stringify(
    lines.map((l): Tuple => [
      l.id,
      l.agenda.book,
      l.agenda.year,
      l.agenda.no,
      l.agenda.provisional,
      l.agenda.conflict ? 1 : 0,
      l.receivedDate,
      l.receivedTime,
      l.sender,
      l.letterNumber,
      l.letterDate,
      l.subject,
      l.status,
      l.urgency,
      l.security,
      l.hidden ? 1 : 0,
      l.holders,
      l.rv,
    ]),
  );
}

export function decodeLines(text: string): LetterLine[] {
  return (JSON.parse(text) as Tuple[]).map(
    (t) =>
      ({
        id: t[0],
        agenda: { book: t[1], year: t[2], no: t[3], provisional: t[4], conflict: t[5] === 1 },
        receivedDate: t[6],
        receivedTime: t[7],
        sender: t[8],
        letterNumber: t[9],
        letterDate: t[10],
        subject: t[11],
        status: t[12],
        urgency: t[13],
        security: t[14],
        hidden: t[15] === 1,
        holders: t[16],
        rv: t[17],
      }) as LetterLine,
  );
}
