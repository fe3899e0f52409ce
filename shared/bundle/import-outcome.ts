import type { Outcome } from '../desk/desk.ts';
import { isSessionOp } from '../people/session.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Result } from '../result.ts';
import type { BundleManifest, BundleRequest, PendingScan } from '../sync/bundle.ts';
import { cutBatch } from '../sync/cut-batch.ts';
import type { Operation } from '../sync/operation.ts';
import { protocolVersion, pushLimit, type OpResult } from '../sync/protocol.ts';
import type { BundleFile, BundlePiece } from './bundle-file.ts';

/** The way in: through the network, or straight into the register. */
export interface WayIn {
  /** Answers in the order of the operations. `status` 0: nobody answered. */
  send(
    request: BundleRequest,
  ): Promise<Result<readonly OpResult[], { readonly status: number; readonly code: string }>>;
  keepScan(scan: PendingScan, bytes: Uint8Array): Promise<Outcome<unknown>>;
  /** Called after every step with what is done of all entries and scans. */
  onProgress(done: number, of: number): void;
}

/** What became of an entry. */
export interface ImportedEntry {
  readonly opId: string;
  /** Command name. */
  readonly name: string;
  /** Wall time of the entry, ISO. */
  readonly at: string;
  /** As they were entered; undefined: in a box that the register alone opens, which keeps them (PROTOCOL T37). */
  readonly args: unknown;
  readonly result: OpResult;
}

export interface ImportOutcome {
  readonly desk: BundleManifest['desk'];
  /** Wall time at which the file was made, ISO. */
  readonly madeAt: string;
  /** Those answered, sign-ins and sign-outs left out. */
  readonly entries: readonly ImportedEntry[];
  /** Entries in the file. */
  readonly of: number;
  /** Files of scans that were taken. */
  readonly scans: number;
  /** By file name, why not. */
  readonly scansLeft: readonly { readonly name: string; readonly refusal: Refusal }[];
  /** Why it ended before everything was answered; null: it did not. Bringing it in again goes on. */
  readonly ended: Refusal | null;
}

/** The sentence of a server that does not take the file; others speak for themselves. */
const codes: Readonly<Record<string, string>> = {
  GAP: 'CARRY_GAP',
  FORK: 'CARRY_FORK',
  FORBIDDEN: 'CARRY_CHANGED',
  DESK_UNKNOWN: 'CARRY_DESK_UNKNOWN',
};

type Sent = Refusal | null;

async function sendPiece(
  { signed, ops }: BundlePiece,
  send: WayIn['send'],
  onAnswers: (batch: readonly Operation[], results: readonly OpResult[]) => void,
): Promise<Sent> {
  let limit: number = pushLimit.operations;
  for (let at = 0; at < ops.length;) {
    const batch = cutBatch(ops.slice(at, at + limit), limit);
    const answer = await send({ ...signed, proto: protocolVersion, ops: [...batch] });
    if (answer.ok && answer.value.length === batch.length) {
      onAnswers(batch, answer.value);
      at += batch.length;
      continue;
    }
    if (answer.ok) return refuse('NOT_OUR_SERVER');
    const { status, code } = answer.error;
    if (status === 413 && batch.length > 1) limit = batch.length >> 1;
    else return refuse(status === 0 ? 'CARRY_NO_SERVER' : (codes[code] ?? code));
  }
  return null;
}

/** Names of the scans as the entries of the file tell them; of others the beginning of their hash. */
function scanNames(pieces: readonly BundlePiece[]): (scan: PendingScan) => string {
  const names = new Map<string, string>();
  for (const { args } of pieces.flatMap(({ ops }) => ops)) {
    const { scan } = Object(args) as { readonly scan?: { readonly sha256?: unknown; readonly name?: unknown } };
    if (typeof scan?.sha256 === 'string' && typeof scan.name === 'string') names.set(scan.sha256, scan.name);
  }
  return ({ sha256 }) => names.get(sha256) ?? sha256.slice(0, 12);
}

/**
 * Brings in what was carried away (PROTOCOL D9): first all entries in their order, then the scans. Doing it again gives
 * the same answers and changes nothing.
 */
export async function importBundle(file: BundleFile, { send, keepScan, onProgress }: WayIn): Promise<ImportOutcome> {
  const { pieces } = file;
  const { desk, madeAt } = pieces[0].signed.manifest;
  const scans = pieces.flatMap(({ signed }) => signed.manifest.scans);
  const entries: ImportedEntry[] = [];
  const scansLeft: ImportOutcome['scansLeft'][number][] = [];
  const all = pieces.reduce((sum, { ops }) => sum + ops.length, 0);
  let done = 0;
  const step = (count: number): void => onProgress((done += count), all + scans.length);

  let ended: Refusal | null = null;
  for (const piece of pieces) {
    ended ??= await sendPiece(piece, send, (batch, results) => {
      for (const [i, result] of results.entries()) {
        const op = batch[i];
        if (op && !isSessionOp(op.name))
          entries.push({ opId: op.opId, name: op.name, at: op.at.wall, args: op.args, result });
      }
      step(batch.length);
    });
  }

  const nameOf = scanNames(pieces);
  // A scan of a letter the server has not heard of would find nobody to take it.
  for (const scan of ended ? [] : scans) {
    const bytes = await file.scan(scan.sha256);
    const kept = bytes && (await keepScan(scan, bytes));
    if (!kept) scansLeft.push({ name: nameOf(scan), refusal: refuse('CARRY_WITHOUT_SCAN') });
    else if (!kept.ok) scansLeft.push({ name: nameOf(scan), refusal: kept.error });
    step(1);
  }
  const of = pieces.flatMap(({ ops }) => ops).filter(({ name }) => !isSessionOp(name)).length;
  return { desk, madeAt, entries, of, scans: ended ? 0 : scans.length - scansLeft.length, scansLeft, ended };
}
