import type { Clock } from '../../shared/clock.ts';
import type { Ids, RandomBytes } from '../../shared/ids.ts';
import { saysMoreOf } from '../../shared/desk/machine-name.ts';
import type { BookNumbers, HelloAnswer, HelloRequest, OpResult } from '../../shared/sync/protocol.ts';
import { openBooks, type BookName } from '../numbers/books.ts';
import type { Holders } from '../numbers/holders.ts';
import { closeLease } from '../numbers/lease.ts';
import { numberingIs } from '../numbers/numbering.ts';
import { numbersFor } from '../numbers/placement.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnIncarnation, sealsOf } from '../trust/seals.ts';
import { takeCertificates } from '../trust/certificates.ts';
import { readWater, waterOf } from '../trust/water.ts';
import { answersTo, type AnswerTo } from './boxes.ts';
import { sealedAnswer } from './record.ts';
import { reopenNumbering } from './recovery.ts';
import { fromTheBeginning, sameMachine } from './renew.ts';

/** PROTOCOL P2, N5: an earlier end than the server's, another hash there, or another machine: rewound or copied. */
function forked(desk: DeskRow, { inc, lastSeq, lastHash, machine }: HelloRequest, recovering: boolean): boolean {
  if (!sameMachine(desk, machine) || inc < desk.inc) return true;
  // An incarnation this register never issued: only a restored register may have forgotten it.
  if (inc > desk.inc) return !recovering;
  if (lastSeq > desk.lastSeq) return false;
  if (lastSeq < desk.lastSeq) return true;
  return lastSeq > 0 && desk.lastHash !== lastHash;
}

/** How often at most the last contact is recorded. */
const seenMs = 3_600_000;
/** Changed answers sent in one handshake. */
const lateLimit = 500;

async function seen(tx: Tx, desk: DeskRow, machine: string, now: number): Promise<DeskRow> {
  const named = saysMoreOf(desk.machine, machine);
  if (!named && now - desk.lastSeen < seenMs) return desk;
  const next = { ...desk, lastSeen: Math.max(now, desk.lastSeen), machine: named ? machine : desk.machine };
  await tx.desks.put(next);
  return next;
}

/** Answers that changed: of the desk, and of the one it was copied from as far as they share their sequence. */
async function lateAnswers(
  tx: Tx,
  desk: DeskRow,
  { after, rv }: { readonly after: number; readonly rv: number },
  answerTo: AnswerTo,
): Promise<HelloAnswer['late']> {
  const own = await tx.desks.lateOps(desk.id, after, lateLimit);
  const shared = desk.origin === null ? [] : await tx.desks.lateOps(desk.origin, after, lateLimit);
  const ends = [own, shared].flatMap((rows) => (rows.length < lateLimit ? [] : (rows.at(-1)?.late ?? [])));
  const upTo = Math.min(rv, ...ends);
  const rows = [...own, ...shared.filter(({ seq }) => seq <= desk.originSeq)].filter(({ late }) => (late ?? 0) <= upTo);
  const results: OpResult[] = [];
  for (const row of rows) results.push(await answerTo(row.author, await sealedAnswer(tx, row)));
  return { upTo, results };
}

/**
 * Whether the register issued the desk a later incarnation than it knows of: it lost that, and the sequence numbers
 * stored here before it may be the other side of the fork it began with. The desk then reports everything (PROTOCOL
 * E4).
 */
async function forgotIncarnation(tx: Tx, desk: DeskRow, { inc, life: incarnation }: HelloRequest): Promise<boolean> {
  if (inc <= desk.inc || incarnation?.inc !== inc || desk.replaysAll) return false;
  return isOwnIncarnation(await sealsOf(tx), { ...incarnation, desk: desk.id }, incarnation.seal);
}

/** Blocks that were closed without the desk, for instance while it was out of service. */
async function closedOf(tx: Tx, desk: DeskRow, leases: HelloRequest['leases']): Promise<string[]> {
  const ids = new Set(leases.map(({ id }) => id));
  return (await tx.numbers.leasesOf(desk.id)).flatMap(({ id, closed }) => (closed && ids.has(id) ? [id] : []));
}

/**
 * PROTOCOL N12, N15: what the desk says it closed in its journal. It is the desk's own word, whoever is at it: an account
 * that books no letters gives its numbers back as well.
 */
async function takeClosings(tx: Tx, desk: DeskRow, request: HelloRequest, clock: Clock): Promise<readonly BookName[]> {
  const moved: BookName[] = [];
  for (const { id, used, closed } of request.leases) {
    const lease = closed === true ? await tx.numbers.lease(id) : null;
    if (!lease || lease.closed || lease.desk !== desk.id) continue;
    const done = await closeLease(
      tx,
      desk,
      { lease: id, inc: request.inc, highestUsed: used },
      { account: null, clock },
    );
    if (done.ok) moved.push({ book: lease.book, year: lease.year });
  }
  return moved;
}

/** How long the desks of a fork are notified of it. */
const notifiedMs = 90 * 86_400_000;

/** A desk, those it was copied from and all copies of them, in use or not. */
function familyOf(desk: DeskRow, all: readonly DeskRow[]): readonly DeskRow[] {
  const family = new Set([desk]);
  // Every pass finds the next generation in either direction.
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const one of all) {
      const isKin = [...family].some(({ id, origin }) => one.id === id || one.origin === id || one.id === origin);
      if (isKin && ![...family].some(({ id }) => id === one.id)) family.add(one);
    }
  }
  return [...family];
}

/** PROTOCOL E7: what a desk learns of a fork among those with its data, found at this desk or at another one. */
async function copiedOf(tx: Tx, desk: DeskRow, now: number): Promise<HelloAnswer['copied']> {
  const found = (await tx.desks.faults()).filter(({ kind, lastAt }) => kind === 'copied' && now - lastAt < notifiedMs);
  if (found.length === 0) return null;
  const family = familyOf(desk, await tx.desks.all());
  const times = found.flatMap(({ desk: id, lastAt }) => (family.some((one) => one.id === id) ? [lastAt] : []));
  if (times.length === 0) return null;
  const others = family.filter(({ id, retired }) => id !== desk.id && !retired);
  return { at: Math.max(...times), desks: others.map(({ code, name }) => ({ code, name })) };
}

export interface Handshake {
  readonly answer: HelloAnswer;
  /** Whether a new epoch began, or letters were numbered. */
  readonly changed: boolean;
  /** What the mark must record before the answer leaves. */
  readonly counted: readonly BookName[];
}

/** The handshake of a desk: the state of both sides, and whether the desk may continue. */
export async function hello(
  tx: Tx,
  { desk: found, account }: { readonly desk: DeskRow; readonly account: string },
  scopes: readonly string[],
  request: HelloRequest,
  {
    clock,
    ids,
    random,
    holders,
  }: { readonly clock: Clock; readonly ids: Ids; readonly random: RandomBytes; readonly holders: Holders },
  mayBook: boolean,
): Promise<Handshake> {
  const before = await tx.clock();
  const now = clock.now();
  const { water } = request;
  const shown = { desk: found.id, newEpoch: ids.next(), now };
  const raised = water ? await readWater(tx, water, shown) : [];
  const known = await seen(tx, found, request.machine, now);
  const desk = (await forgotIncarnation(tx, known, request)) ? { ...known, ...fromTheBeginning } : known;
  if (desk !== known) await tx.desks.put(desk);
  const counted = [...raised, ...(await reopenNumbering(tx, clock))];
  const { epoch } = await tx.clock();
  const recovering = desk.reported !== epoch;
  if (recovering) await takeCertificates(tx, desk, request.certificates, now);
  const fork = forked(desk, request, recovering);
  const state = fork ? 'fork' : recovering ? 'recovery' : 'ok';
  if (state === 'ok') counted.push(...(await takeClosings(tx, desk, request, clock)));
  const { rv } = await tx.clock();
  // PROTOCOL P20: of books and numbers an agency learns nothing.
  const books = desk.agency === null ? openBooks(clock) : [];
  const numbers: BookNumbers[] = [];
  if (state === 'ok') for (const name of books) numbers.push(await numbersFor(tx, desk, name, holders, mayBook));
  const answer: HelloAnswer = {
    epoch,
    rvNow: rv,
    serverTime: now,
    // A desk that has to report everything begins at the beginning.
    lastSeq: desk.replaysAll ? 0 : desk.lastSeq,
    lastHash: desk.lastHash,
    scopes: [...scopes],
    state,
    inc: desk.inc,
    numbering: desk.agency === null ? await numberingIs(tx) : 'open',
    late: await lateAnswers(tx, desk, { after: request.late, rv }, answersTo(tx, { desk: desk.id, account }, random)),
    blockSize: desk.blockSize,
    openBooks: [...books],
    closed: fork ? [] : await closedOf(tx, desk, request.leases),
    numbers,
    copied: await copiedOf(tx, desk, now),
    water: await waterOf(tx, desk.agency),
  };
  const begun = epoch !== before.epoch;
  return { answer, changed: begun || rv > before.rv, counted: begun ? [...counted, ...openBooks(clock)] : counted };
}
