import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../../shared/ids.ts';
import type { HelloAnswer, HelloRequest } from '../../shared/sync/protocol.ts';
import { openBooks, type BookName } from '../numbers/books.ts';
import { numberingIs } from '../numbers/numbering.ts';
import { tellsAll, type DeskRow, type Tx } from '../store/store.ts';
import { raiseAboveSeen } from '../numbers/seen.ts';
import { noteLoss } from './loss.ts';
import { answerOf } from './record.ts';
import { reopenNumbering } from './recovery.ts';
import { sameMachine } from './renew.ts';

/** PROTOCOL P2, N5: an earlier end than the server's, another hash there, or another machine: rewound or copied. */
function forked(desk: DeskRow, { inc, lastSeq, lastHash, machine }: HelloRequest): boolean {
  if (!sameMachine(desk, machine) || inc < desk.inc) return true;
  if (inc > desk.inc || lastSeq > desk.lastSeq) return false;
  if (lastSeq < desk.lastSeq) return true;
  return lastSeq > 0 && desk.lastHash !== lastHash;
}

/** Seen is written down this often at most. */
const seenMs = 3_600_000;
/** Changed answers told in one greeting. */
const lateLimit = 500;

async function seen(tx: Tx, desk: DeskRow, machine: string, now: number): Promise<DeskRow> {
  const named = desk.machine === '' && machine !== '';
  if (!named && now - desk.lastSeen < seenMs) return desk;
  const next = { ...desk, lastSeen: Math.max(now, desk.lastSeen), machine: named ? machine : desk.machine };
  await tx.desks.put(next);
  return next;
}

async function lateAnswers(tx: Tx, desk: DeskRow, after: number, rv: number): Promise<HelloAnswer['late']> {
  const rows = await tx.desks.lateOps(desk.id, after, lateLimit);
  const upTo = rows.length < lateLimit ? rv : (rows.at(-1)?.late ?? rv);
  return { upTo, results: rows.map(answerOf) };
}

/** Blocks that were closed without the desk, while it was out of service for instance. */
async function closedOf(tx: Tx, desk: DeskRow, told: HelloRequest['leases']): Promise<string[]> {
  const ids = new Set(told.map(({ id }) => id));
  return (await tx.numbers.leasesOf(desk.id)).flatMap(({ id, closed }) => (closed && ids.has(id) ? [id] : []));
}

export interface Greeted {
  readonly answer: HelloAnswer;
  /** Whether a new life of the register began, or letters were numbered. */
  readonly changed: boolean;
  /** What the mark has to know before the answer leaves. */
  readonly counted: readonly BookName[];
}

/** The first words of a desk: where both stand, and whether it may go on. */
export async function hello(
  tx: Tx,
  found: DeskRow,
  scopes: readonly string[],
  request: HelloRequest,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Promise<Greeted> {
  const before = await tx.clock();
  const now = clock.now();
  const known = await seen(tx, found, request.machine, now);
  const fork = forked(known, request);
  // What a forked desk says of its sequence is another's; what it read and holds tells of a loss all the same.
  const said = fork ? { ...request, answered: 0, inc: 0 } : request;
  const desk = await noteLoss(tx, known, said, { epoch: ids.next(), now });
  const counted = [...(await raiseAboveSeen(tx, request.seen, now)), ...(await reopenNumbering(tx, clock))];
  const { epoch, rv } = await tx.clock();
  const state = fork ? 'fork' : desk.reported === epoch ? 'ok' : 'recovery';
  const answer: HelloAnswer = {
    epoch,
    rvNow: rv,
    serverTime: now,
    // Whoever has to tell everything begins at the beginning.
    lastSeq: desk.reported === tellsAll ? 0 : desk.lastSeq,
    lastHash: desk.lastHash,
    scopes: [...scopes],
    state,
    inc: desk.inc,
    numbering: await numberingIs(tx),
    late: await lateAnswers(tx, desk, request.late, rv),
    blockSize: desk.blockSize,
    openBooks: [...openBooks(clock)],
    closed: fork ? [] : await closedOf(tx, desk, request.leases),
  };
  const begun = epoch !== before.epoch;
  return { answer, changed: begun || rv > before.rv, counted: begun ? [...counted, ...openBooks(clock)] : counted };
}
