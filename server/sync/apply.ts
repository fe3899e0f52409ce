import type { AgendaGrant, Context, MergeNote, View } from '../../shared/commands/command.ts';
import { docKey, isMasterType, type DocRef } from '../../shared/commands/documents.ts';
import { prepare, type Prepared } from '../../shared/commands/prepare.ts';
import { yearOf, type PlainDate } from '../../shared/dates/plain-date.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { RegisterArgs } from '../../shared/letters/register.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Who } from '../../shared/people/who.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { BookName } from '../numbers/books.ts';
import { takeNumber, type TakenNumber } from '../numbers/take.ts';
import type { DeskRow, StoredDoc, Tx } from '../store/store.ts';
import { crossRules } from './cross-rules.ts';
import { whoIs, type Masters } from './masters.ts';
import { writeAt, type Change, type Writer } from './write-doc.ts';

/** What became of one operation, and what it changed for those that follow in the batch. */
export interface Outcome {
  readonly answer: Omit<OpResult, 'seq' | 'opId'>;
  readonly masters: Masters;
  readonly counted: BookName | null;
}

export interface At {
  readonly tx: Tx;
  readonly desk: DeskRow;
  readonly masters: Masters;
  /** Today by the server's clock, in WIB. */
  readonly today: PlainDate;
}

const none = { rv: null } as const;

function refused(status: 'rejected' | 'quarantined', refusal: Refusal): Outcome['answer'] {
  const { code, field } = refusal;
  return { status, code, ...none, ...(field === undefined ? {} : { field }) };
}

function viewOf(masters: Masters, target: DocRef, doc: unknown): View {
  return {
    get: <T>(type: DocRef['type'], id: string): T | null => {
      if (isMasterType(type)) return masters.get<T>(type, id);
      return type === target.type && id === target.id ? (doc as T | null) : null;
    },
    all: <T>(type: DocRef['type']): readonly T[] => (isMasterType(type) ? masters.all<T>(type) : []),
  };
}

/** Versions as the author could know them: what the same author wrote before at this desk is no news to him. */
function versionsFor(op: Operation, stored: StoredDoc, doc: object): Record<string, number> {
  const out: Record<string, number> = {};
  for (const field of Object.keys(doc)) {
    const version = stored.versions[field] ?? stored.versions['*'];
    if (!version) continue;
    const { desk, inc, seq, account } = version;
    const own = desk === op.desk && inc === op.inc && seq < op.seq && account === op.by.account;
    out[field] = own ? 0 : version.rv;
  }
  return out;
}

interface Merged {
  readonly args: unknown;
  readonly notes: readonly (MergeNote & { readonly by: string | null })[];
}

function merged({ command, args }: Prepared, op: Operation, stored: StoredDoc, doc: object, key: string): Merged {
  if (!command.merge) return { args, notes: [] };
  const result = command.merge(args, doc, versionsFor(op, stored, doc), op.base[key] ?? 0);
  const by = (field: string): string | null => (stored.versions[field] ?? stored.versions['*'])?.account ?? null;
  return { args: result.args, notes: result.notes.map((note) => ({ ...note, by: by(note.field) })) };
}

/** PROTOCOL P9: what a refusal means for this kind of command. */
function verdictOn({ command }: Prepared, refusal: Refusal): 'rejected' | 'quarantined' | 'flagged' {
  switch (refusal.kind) {
    case 'right':
    case 'fault':
      return 'quarantined';
    case 'input':
      return 'rejected';
    case 'state':
      return command.kind === 'fact' ? 'flagged' : 'rejected';
  }
}

async function markConflict(tx: Tx, rv: number, id: string, writer: Writer): Promise<void> {
  const before = await tx.docs.get('letter', id);
  if (!before) return;
  const letter = JSON.parse(before.json) as Letter;
  if (letter.agenda.conflict) return;
  const doc: Letter = { ...letter, agenda: { ...letter.agenda, conflict: true } };
  await writeAt(tx, rv, { ref: { type: 'letter', id }, before, doc }, writer);
}

async function numberFor(at: At, op: Operation, args: unknown): Promise<TakenNumber> {
  const { letterId, received } = args as RegisterArgs;
  return takeNumber(at.tx, at.desk, op.agenda, { id: letterId, year: yearOf(received.date) });
}

/** Runs one operation of a known, signed-in author: the verdict of the office's rules (PROTOCOL P4, P9, P12). */
export async function applyOperation(at: At, op: Operation): Promise<Outcome> {
  const { tx, desk, masters, today } = at;
  const answered = (answer: Outcome['answer']): Outcome => ({ answer, masters, counted: null });
  const account = masters.get<Account>('account', op.by.account);
  if (!account) return answered(refused('quarantined', refuse('right', 'NOT_SIGNED_IN')));
  if (account.disabled) return answered(refused('quarantined', refuse('right', 'ACCOUNT_DISABLED')));

  const prepared = prepare(op.name, op.v, op.args);
  if (!prepared.ok) {
    return answered(refused(prepared.error.code === 'UNKNOWN_OP' ? 'quarantined' : 'rejected', prepared.error));
  }
  const { command } = prepared.value;
  const who = whoIs(masters, account, today, op.by.position);
  const target = command.target(prepared.value.args);
  const before = await tx.docs.get(target.type, target.id);
  const doc = before ? (JSON.parse(before.json) as object) : null;
  const refusal =
    crossRules(prepared.value, target, doc, masters, who) ??
    command.check(viewOf(masters, target, doc), prepared.value.args, who);
  const verdict = refusal ? verdictOn(prepared.value, refusal) : 'applied';
  if (refusal && verdict !== 'flagged') return answered(refused(verdict as 'rejected' | 'quarantined', refusal));

  const { args, notes } =
    before && doc ? merged(prepared.value, op, before, doc, docKey(target)) : { args: prepared.value.args, notes: [] };
  const number = command.numbered && !doc ? await numberFor(at, op, args) : null;
  const next = reduced(prepared.value, doc, args, contextOf(op, desk, who, number?.grant ?? null), number);
  if (next === null) return answered(refused('rejected', refusal ?? refuse('state', 'NOTHING_TO_CHANGE')));

  const rv = await written(at, op, { ref: target, before, doc: next }, number);
  const code = refusal?.code ?? number?.code ?? null;
  return {
    answer: {
      status: code !== null ? 'flagged' : notes.length > 0 ? 'merged' : 'applied',
      rv,
      ...(code === null ? {} : { code }),
      ...(notes.length === 0 ? {} : { notes: [...notes] }),
    },
    masters: isMasterType(target.type) ? masters.with(target.type, target.id, next) : masters,
    counted: number?.counted ?? null,
  };
}

/** Person and position are those the server knows of; a desk cannot write under another name. */
function contextOf(op: Operation, desk: DeskRow, who: Who, agenda: AgendaGrant | null): Context {
  const by = { account: who.account, person: who.person, position: who.position };
  return { opId: op.opId, by, at: op.at.wall, desk: desk.code, agenda };
}

function reduced(
  { command }: Prepared,
  doc: object | null,
  args: unknown,
  context: Context,
  number: TakenNumber | null,
): unknown {
  const next = command.reduce(doc, args, context);
  if (next === null || !number?.conflict) return next;
  const letter = next as Letter;
  return { ...letter, agenda: { ...letter.agenda, conflict: true } };
}

/** Writes what changed under one new version; null when nothing did. */
async function written(at: At, op: Operation, change: Change, number: TakenNumber | null): Promise<number | null> {
  const { tx } = at;
  if (change.before && change.before.json === JSON.stringify(change.doc)) return null;
  const rv = await tx.raise(isMasterType(change.ref.type));
  const writer: Writer = { desk: op.desk, inc: op.inc, seq: op.seq, account: op.by.account };
  await writeAt(tx, rv, change, writer);
  if (number?.other) await markConflict(tx, rv, number.other, writer);
  return rv;
}
