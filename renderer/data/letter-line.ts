import { findKind, isListedType, lineFor, listedTypes } from '../../shared/records/kinds.ts';
import type { LetterLine } from '../../shared/records/line.ts';
import type { PackRow } from '../../shared/sync/protocol.ts';

/** A line and the kind of the document it is of. */
export interface TypedLine {
  readonly type: string;
  readonly line: LetterLine;
}

/** The lines of what is listed among rows, in their order. */
export function linesOf(rows: readonly PackRow[]): readonly TypedLine[] {
  return rows.flatMap(({ t, d, rv }) => {
    const line = lineFor(t, d, rv);
    return line ? [{ type: t, line }] : [];
  });
}

/** The kind a line in the columns is of when they do not say so: columns did not name it while there was one. */
function impliedType({ hidden }: LetterLine): string {
  const [first = ''] = listedTypes;
  return hidden ? (findKind(first)?.stub?.type ?? first) : first;
}

type Tuple = readonly unknown[];

/** Lines as tuples: half the text of objects, for the columns beside a pack. */
export function encodeLines(lines: readonly TypedLine[]): string {
  return JSON.stringify(
    lines.map(({ type, line: l }): Tuple => [
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
      ...(type === impliedType(l) ? [] : [type]),
    ]),
  );
}

/** The lines of a pack's columns; those of a kind this version does not list are left out. */
export function decodeLines(text: string): TypedLine[] {
  return (JSON.parse(text) as Tuple[]).flatMap((t) => {
    const line = {
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
    } as LetterLine;
    const type = typeof t[18] === 'string' ? t[18] : impliedType(line);
    return isListedType(type) ? [{ type, line }] : [];
  });
}
