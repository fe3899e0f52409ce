import type { Command, Context, View } from '../../shared/commands/command.ts';
import { docKey, type DocType } from '../../shared/commands/documents.ts';
import { refusalsOf } from '../../shared/commands/prepare.ts';
import { letterHeader } from '../../shared/letters/header.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { RegisterArgs } from '../../shared/letters/register.ts';
import type { Disposition, Fact } from '../../shared/letters/facts.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Position, Right } from '../../shared/people/people.ts';
import type { Author, Who } from '../../shared/people/who.ts';

export const anAuthor: Author = { account: 'acc-tu', person: 'p-tu', position: 'tu-agenda' };
export const someTime = '2026-10-08T09:15:00.000+07:00';

/** What a clerk typed for an ordinary letter; every field can be overridden. */
export function registerArgs(more: Partial<RegisterArgs> = {}): RegisterArgs {
  return {
    letterId: 'letter-1',
    ...letterHeader.blank,
    received: { date: '2026-10-08', time: '09:15' },
    sender: { agencyId: 'bappeda', name: 'Bappeda Provinsi Riau' },
    letterNumber: '050/BAPPEDA/2026/112',
    letterDate: '2026-10-05',
    subject: 'Permohonan pembuatan aplikasi',
    attachments: '1 (satu) berkas',
    urgency: 'biasa',
    security: 'biasa',
    classification: '555',
    delivery: 'kurir',
    addressedTo: ['kepala-dinas'],
    duplicateReason: null,
    ...more,
  };
}

/** A booked letter without any facts. */
export function aLetter(more: Partial<Letter> = {}): Letter {
  const { letterId, ...header } = registerArgs();
  return {
    id: letterId,
    ...header,
    agenda: { book: 'SM', year: 2026, no: 417, provisional: null, conflict: false },
    registered: { at: someTime, by: anAuthor, desk: 'D01' },
    voided: null,
    facts: [],
    corrections: [],
    ...more,
  };
}

export function aContext(opId = 'op-1', more: Partial<Context> = {}): Context {
  return { opId, by: anAuthor, at: someTime, desk: 'D01', agenda: null, ...more };
}

/** A disposition from one position to others, as stored in a letter. */
export function aDisposition(
  id: string,
  from: string,
  to: readonly string[],
  parent: string | null = null,
): Disposition {
  return {
    kind: 'disposition',
    id,
    at: someTime,
    by: anAuthor,
    desk: 'D01',
    parent,
    from,
    to: to.map((position) => ({ position, due: null })),
    instructions: [],
    note: '',
    date: '2026-10-08',
    handwritten: false,
  };
}

/** A reading, report or completion by one recipient. */
export function aStep(kind: 'read' | 'report' | 'complete', id: string, of: string, position: string): Fact {
  const stamp = { id, at: someTime, by: anAuthor, desk: 'D01', of, position };
  return kind === 'read' ? { kind, ...stamp } : { kind, ...stamp, text: '' };
}

export function aPosition(id: string, more: Partial<Position> = {}): Position {
  return {
    id,
    title: id,
    shortTitle: id,
    unitId: 'dinas',
    parentId: null,
    level: '',
    order: 0,
    rights: [],
    holders: [],
    deputies: [],
    closedOn: null,
    ...more,
  };
}

/** Someone who acts for these positions with these rights. */
export function someone(positions: readonly string[], rights: readonly Right[] = []): Who {
  return {
    account: 'acc',
    person: 'person',
    position: positions[0] ?? null,
    admin: rights.includes('admin'),
    positions,
    rights: new Set(rights),
  };
}

/** A view over documents given as type and document. */
export function viewOf(...docs: readonly (readonly [DocType, { readonly id: string }])[]): View {
  const known = new Map(docs.map(([type, doc]) => [docKey({ type, id: doc.id }), doc as unknown]));
  return {
    get: <T>(type: DocType, id: string) => (known.get(docKey({ type, id })) ?? null) as T | null,
    all: <T>(type: DocType) => docs.filter(([t]) => t === type).map(([, doc]) => doc as unknown as T),
  };
}

/** What decides on an entry: its first refusal; null when it is accepted. */
export function refused<A, D>(command: Command<A, D>, view: View, args: A, who: Who): Refusal | null {
  return refusalsOf({ command: command, args }, view, who)[0] ?? null;
}
