import { idOfAccount } from '../../shared/sync/account-ids.ts';
import { sha256 } from '../auth/tokens.ts';
import type { AgendaGrant, Context } from '../../shared/commands/command.ts';
import { docKey, type DocRef } from '../../shared/commands/documents.ts';
import { prepare, refusalsOf, type Prepared } from '../../shared/commands/prepare.ts';
import { roomRefusal, writingOf } from '../../shared/commands/room.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Agenda } from '../../shared/letters/letter.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Who } from '../../shared/people/who.ts';
import { isMasterType } from '../../shared/records/kinds.ts';
import { refuse, type Refusal } from '../../shared/refusal.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { endAccount } from '../auth/ends.ts';
import type { BookName } from '../numbers/books.ts';
import type { MayPass } from '../numbers/counter.ts';
import { takeAgain, takeNumber, type Booking, type TakenNumber } from '../numbers/take.ts';
import { docOf, sameJson } from '../store/live-docs.ts';
import type { Sequence } from '../store/op-place.ts';
import type { DeskRow, StoredDoc, Tx } from '../store/store.ts';
import { agencyFault } from './agency-gate.ts';
import { crossRules } from './cross-rules.ts';
import { followLeader, newDocument } from './follow-secrecy.ts';
import type { Masters } from './masters.ts';
import { merged, type Merged } from './merge.ts';
import { withOwnDocuments } from './own-document.ts';
import { awaitsDesks } from './recovery.ts';
import { authorOf, awaitsDocument, stands, viewOf, type Trial } from './trial.ts';
import { replaceAnswer, verdictOf, type Answer } from './record.ts';
import { writeAt, type Change, type Writer } from './write-doc.ts';

/** What became of one operation, and what it changed for those that follow in the batch. */
export interface Outcome {
  readonly answer: Answer;
  readonly masters: Masters;
  readonly counted: BookName | null;
  /** The document it is about, which another desk must replay first (PROTOCOL P9, E2). */
  readonly waits?: DocRef;
}

export interface At {
  readonly tx: Tx;
  readonly desk: DeskRow;
  readonly masters: Masters;
  /** Time by the server's clock, ms; rights are those of its day in WIB. */
  readonly now: number;
  readonly trial: Trial;
  /** Whether a number may be given past an open block; absent: always (PROTOCOL N14). */
  readonly mayPass?: MayPass;
  /** Where the operation is stored, when that is not the sequence number at which it was made (PROTOCOL E5). */
  readonly kept?: Sequence;
}

function refused(status: 'rejected' | 'quarantined', refusal: Refusal): Answer {
  const { code, field } = refusal;
  return { status, code, rv: null, ...(field === undefined ? {} : { field }) };
}

/** PROTOCOL P9: what a refusal means for this kind of command. A fact is flagged at worst (E2), but not of an agency (P20). */
function verdictOn(
  { command }: Prepared,
  refusal: Refusal,
  trial: Trial,
  { agency }: Who,
): 'rejected' | 'quarantined' | 'flagged' {
  if (agency && trial.kind !== 'past') return 'rejected';
  switch (refusal.kind) {
    case 'right':
    case 'fault':
      return 'quarantined';
    case 'input':
      return 'rejected';
    case 'state':
      return command.kind === 'fact' || trial.kind === 'past' ? 'flagged' : 'rejected';
  }
}

/** A document that took a number (PROTOCOL N10). */
interface Numbered {
  readonly agenda: Agenda;
}

const inConflict = <D extends Numbered>(doc: D): D => ({ ...doc, agenda: { ...doc.agenda, conflict: true } });

async function markConflict(tx: Tx, rv: number, ref: DocRef, writer: Writer): Promise<void> {
  const before = await tx.docs.get(ref.type, ref.id);
  if (!before) return;
  const other = docOf(before) as Numbered;
  if (other.agenda.conflict) return;
  await writeAt(tx, rv, { ref, before, doc: inConflict(other) }, writer);
  // Its desk was answered that all is well: it is notified of the other letter, and so is a copy of it (PROTOCOL N10).
  const made = before.versions['*'];
  const row = made && (await tx.desks.op({ ...made, forked: false }));
  if (row) await replaceAnswer(tx, row, { ...verdictOf(row), status: 'flagged', code: 'AGENDA_CONFLICT' }, rv);
}

async function numberFor(
  { tx, desk, trial, kept, now, mayPass }: At,
  op: Operation,
  letterOf: Pick<Booking, 'id' | 'book' | 'year'>,
): Promise<TakenNumber> {
  const letter = { ...letterOf, op, kept: kept ?? { ...op, forked: false }, now, mayPass };
  return trial.kind === 'past'
    ? takeAgain(tx, desk, op.agenda, trial.reported, letter)
    : takeNumber(tx, desk, op.agenda, letter);
}

/** The old answer combined with the present result. */
function joinAnswers(
  { reported }: Trial & { readonly kind: 'past' },
  code: string | null,
  notes: Merged['notes'],
): Answer {
  const older = reported.notes?.filter(({ field }) => !notes.some((note) => note.field === field)) ?? [];
  const both = [...notes, ...older];
  const said = code ?? reported.code;
  return {
    status: said !== undefined ? 'flagged' : both.length > 0 ? 'merged' : 'applied',
    rv: null,
    ...(said === undefined ? {} : { code: said }),
    ...(both.length === 0 ? {} : { notes: both }),
  };
}

function answered(trial: Trial, code: string | null, notes: Merged['notes']): Answer {
  if (trial.kind === 'past') return joinAnswers(trial, code, notes);
  return {
    status: code !== null ? 'flagged' : notes.length > 0 ? 'merged' : 'applied',
    rv: null,
    ...(code === null ? {} : { code }),
    ...(notes.length === 0 ? {} : { notes: [...notes] }),
  };
}

/**
 * PROTOCOL P9: the register does not have the document. While some desk has not reported what a restored register lost,
 * it may come back, and the entry waits for it.
 */
async function withoutDocument({ tx, now, trial }: At, target: DocRef, refusal: Refusal | null) {
  const why = refusal ?? refuse('NOTHING_TO_CHANGE');
  if (trial.kind === 'past') return { answer: refused('rejected', why), waits: target };
  if (!(await awaitsDesks(tx, now))) return { answer: refused('rejected', why) };
  return { answer: refused('quarantined', refuse(awaitsDocument)), waits: target };
}

/** Lengths of documents that are not stored yet, by estimate: to write each out costs as much as all that is in it. */
const lengths = new WeakMap<object, number>();
/** More than the stamp of a record. */
const stampLength = 300;

/** PROTOCOL P14: why the document has no room for the entry. What took effect before a restore had it. */
function refusesGrowth(
  { command, args }: Prepared,
  before: StoredDoc,
  doc: object,
  next: object,
  masters: Masters,
  who: Who,
  trial: Trial,
): Refusal | null {
  if (trial.kind === 'past' || next === doc) return null;
  const length = (lengths.get(doc) ?? before.json.length) + JSON.stringify(args).length + stampLength;
  const refusal = command.bound?.(doc, args) ?? roomRefusal(doc, next, writingOf(command.name, masters, who), length);
  if (!refusal) lengths.set(next, length);
  return refusal;
}

/** Runs one operation: the decision by the office's rules (PROTOCOL P4, P9, P12). */
export async function applyOperation(at: At, op: Operation): Promise<Outcome> {
  const { tx, desk, masters, now, trial } = at;
  const only = (answer: Answer): Outcome => ({ answer, masters, counted: null });
  const closed = trial.kind === 'past' ? null : agencyFault(masters, desk, op);
  if (closed) return only(refused('rejected', refuse(closed)));
  const author = authorOf(masters, op, todayWib(now), trial);
  if (!author.ok) return only(refused('quarantined', author.error));
  const prepared = prepare(op.name, op.v, op.args);
  if (!prepared.ok) {
    const unreadable = prepared.error.code === 'UNKNOWN_OP' || trial.kind === 'past';
    return only(refused(unreadable ? 'quarantined' : 'rejected', prepared.error));
  }
  // Of an excerpt the register changes the document behind it.
  const asked = prepared.value.command.behind?.(prepared.value.args) ?? prepared.value;
  const { command } = asked;
  const who = author.value;
  const own = await withOwnDocuments(tx, asked, op);
  if (!own && trial.kind === 'now') return only(refused('quarantined', refuse('DOCUMENT_TAKEN')));
  const entered = own ?? asked;
  const target = command.target(entered.args);
  const before = await tx.docs.get(target.type, target.id);
  const doc = before ? (docOf(before) as object) : null;
  const refusals = [
    (await crossRules(tx, entered, target, doc, masters, who)) ?? [],
    refusalsOf(entered, viewOf(masters, target, doc), who),
  ].flat();
  const refusal = refusals.find((one) => stands(one, trial, who)) ?? null;
  const missing = !before && command.reduce(null, entered.args, contextOf(op, op.opId, desk, who, null)) === null;
  if (missing && refusal?.kind !== 'right') {
    return { ...(await withoutDocument(at, target, refusal)), masters, counted: null };
  }
  const verdict = refusal ? verdictOn(entered, refusal, trial, who) : 'applied';
  if (refusal && (verdict === 'rejected' || verdict === 'quarantined')) return only(refused(verdict, refusal));

  const { floor } = await tx.clock();
  const key = docKey(target);
  const { args, notes }: Merged =
    before && doc ? merged(entered, op, { stored: before, doc, key }, trial, floor) : { args: entered.args, notes: [] };
  const book = doc ? undefined : command.numbered?.(args);
  const number = book ? await numberFor(at, op, { id: target.id, ...book }) : null;
  const context = contextOf(op, await recordId(tx, op), desk, who, number?.grant ?? null);
  const next = reduceDoc(entered, doc, args, context, number);
  if (next === null) return only(refused('rejected', refusal ?? refuse('NOTHING_TO_CHANGE')));
  const beyond = before && doc ? refusesGrowth({ command, args }, before, doc, next, masters, who, trial) : null;
  if (beyond) return only(refused('rejected', beyond));
  const settled = before ? next : await newDocument(tx, target, next);
  const rv = await written(at, op, { ref: target, before, doc: settled }, number);
  const answer = answered(trial, refusal?.code ?? number?.code ?? null, notes);
  return {
    answer: { ...answer, rv, ...(number?.given ? { agenda: number.given } : {}) },
    masters: isMasterType(target.type) ? masters.with(target.type, target.id, next) : masters,
    counted: number?.counted ?? null,
  };
}

/**
 * The id of what an entry records. Who knew it could record something under it first: then this entry has one of its own,
 * and is neither taken for the other nor dropped as its repetition.
 */
async function recordId(tx: Tx, { opId, by }: Operation): Promise<string> {
  return (await tx.desks.hasEffectOfOthers(opId, by.account)) ? idOfAccount(sha256, opId, by.account) : opId;
}

/** Person and position are those the server knows; a desk cannot write under another name. */
function contextOf(op: Operation, opId: string, desk: DeskRow, who: Who, agenda: AgendaGrant | null): Context {
  const { account, person, position, agency } = who;
  const by = { account, person, position, ...(agency ? { agency } : {}) };
  return { opId, by, at: op.at.wall, desk: desk.code, agenda };
}

function reduceDoc(
  { command }: Prepared,
  doc: object | null,
  args: unknown,
  context: Context,
  number: TakenNumber | null,
): object | null {
  const next = command.reduce(doc, args, context);
  return next !== null && number?.conflict ? inConflict(next as Numbered) : (next as object | null);
}

/** Writes what changed under one new version; null when nothing did. */
async function written(at: At, op: Operation, change: Change, number: TakenNumber | null): Promise<number | null> {
  const { tx, trial, now } = at;
  if (change.before && sameJson(docOf(change.before), change.doc)) return null;
  const rv = await tx.raise(isMasterType(change.ref.type));
  const ord = trial.kind === 'past' ? { ord: trial.oldRv } : {};
  const writer: Writer = { desk: op.desk, inc: op.inc, seq: op.seq, account: op.by.account, ...ord };
  await writeAt(tx, rv, change, writer);
  if (change.ref.type === 'account' && (change.doc as Account).disabled) {
    await endAccount(tx, change.ref.id, 'disabled', now);
  }
  await followLeader(tx, rv, change, writer);
  if (number?.other) await markConflict(tx, rv, { type: change.ref.type, id: number.other }, writer);
  return rv;
}
