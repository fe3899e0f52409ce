import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { LoadLimits } from '../../shared/exchange/api.ts';
import type { ReferenceData } from '../../shared/exchange/code-list.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  codesOf,
  endKey,
  listKeys,
  listPublished,
  listSchemes,
  publishVersion,
  putKey,
  putReference,
  setDeprecation,
  type Publication,
  type PublishFault,
} from './administration.ts';
import { runLoad } from './load.ts';
import {
  emptyReport,
  type ApiKey,
  type BatchHead,
  type LoadAnswer,
  type LoadJob,
  type Published,
  type SchemeHead,
} from './records.ts';
import { closeCleanly, openForWriting, type OpenFault, type OpenOptions } from './schema.ts';
import type { BodySource } from './row-source.ts';
import { endedAnswer, giveUpLoads, stillWait, type GivenUp } from './waiting-loads.ts';
import { emit, serveCalls } from './worker-link.ts';

export interface OpenWriter extends OpenOptions {
  readonly file: string;
  /** Folder of bodies and lists of errors. */
  readonly folder: string;
  readonly limits: LoadLimits;
}

export interface OpenedWriter {
  readonly epoch: string;
  readonly secret: string;
  readonly published: readonly Published[];
  readonly keys: readonly ApiKey[];
  readonly schemes: readonly SchemeHead[];
  /** Loads that were answered before they were done, and were not done. */
  readonly waiting: readonly LoadJob[];
}

/** How many rows of a batch were read. */
export interface Progress {
  readonly batch: string;
  readonly rows: number;
}

/** What the one thread that writes can do; everything takes turns but `cancel`. */
export interface WriterCalls {
  open(options: OpenWriter): Promise<Result<OpenedWriter, OpenFault>>;
  publish(publication: Publication): Promise<Result<readonly Published[], PublishFault>>;
  deprecate(version: {
    readonly dataset: string;
    readonly major: number;
    readonly at: number;
    readonly sunset: number;
  }): Promise<readonly Published[] | null>;
  reference(data: { readonly data: ReferenceData; readonly at: number }): Promise<readonly SchemeHead[] | null>;
  key(key: ApiKey): Promise<void>;
  revoke(which: { readonly id: string; readonly at: number }): Promise<boolean>;
  /**
   * Puts a batch on record that is answered before it is done; `job` when it completes a load. False: a part before it was
   * given up meanwhile, and nothing is on record.
   */
  receive(what: {
    readonly head: BatchHead;
    readonly job: LoadJob | null;
    readonly part: LoadJob['parts'][number];
  }): Promise<boolean>;
  load(what: { readonly job: LoadJob; readonly at: number }): Promise<LoadAnswer>;
  cancel(batch: string): Promise<void>;
  /** Ends begun loads of which no part runs: one of an agency, or all whose newest part is older. Returns their bodies. */
  giveUp(which: GivenUp): Promise<readonly BodySource[]>;
  close(nothing: null): Promise<void>;
}

const port = parentPort;
if (!port) throw new Error('this file is the body of a worker');

// On Linux this is this thread's alone: a load has time, and whoever books a letter has none.
if (process.platform === 'linux') setPriority(0, 10);

let open: { readonly db: Database; readonly options: OpenWriter } | null = null;
const cancelled = new Set<string>();
const cached = new Map<string, ReadonlySet<string>>();

const opened = (): { readonly db: Database; readonly options: OpenWriter } => {
  if (!open) throw new Error('the exchange database is not open');
  return open;
};

function codes(scheme: string, version: string): ReadonlySet<string> | null {
  const name = `${scheme} ${version}`;
  const known = cached.get(name) ?? codesOf(opened().db, scheme, version);
  if (known) cached.set(name, known);
  return known;
}

let lane: Promise<unknown> = Promise.resolve();
/** One after the other: SQLite has one writer. */
function inTurn<A, R>(work: (arg: A) => R | Promise<R>): (arg: A) => Promise<R> {
  return (arg) => {
    const turn = lane.then(() => work(arg));
    lane = turn.catch(() => undefined);
    return turn;
  };
}

function meta(db: Database, key: string): string {
  const value = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
  if (value === undefined) throw new Error(`the exchange database has no ${key}`);
  return value;
}

const everyRows = 20_000;
let lastProgress: Progress = { batch: '', rows: 0 };

const calls: WriterCalls = {
  open: inTurn((options: OpenWriter): Result<OpenedWriter, OpenFault> => {
    const result = openForWriting(options.file, options);
    if (!result.ok) return err(result.error);
    const db = result.value;
    open = { db, options };
    const jobs = db.prepare<[], string>(
      "SELECT job FROM batch WHERE state = 'received' AND job IS NOT NULL ORDER BY n",
    );
    return ok({
      epoch: meta(db, 'epoch'),
      secret: meta(db, 'secret'),
      published: listPublished(db),
      keys: listKeys(db),
      schemes: listSchemes(db),
      waiting: jobs
        .pluck()
        .all()
        .map((text) => JSON.parse(text) as LoadJob),
    });
  }),
  publish: inTurn((publication: Publication): Result<readonly Published[], PublishFault> => {
    const { db } = opened();
    const fault = publishVersion(db, publication);
    return fault === null ? ok(listPublished(db)) : err(fault);
  }),
  deprecate: inTurn((version) => (setDeprecation(opened().db, version) ? listPublished(opened().db) : null)),
  reference: inTurn(({ data, at }) => (putReference(opened().db, data, at) ? listSchemes(opened().db) : null)),
  key: inTurn((key: ApiKey) => putKey(opened().db, key)),
  revoke: inTurn(({ id, at }) => endKey(opened().db, id, at)),
  receive: inTurn(({ head, job, part }) => {
    const { id, dataset, major, agency, keyId, idem, fingerprint, load, at } = head;
    const { db } = opened();
    if (job && !stillWait(db, job.parts.slice(0, -1))) return false;
    db.prepare(
      `INSERT INTO batch (id, dataset, major, agency, key_id, idem, fingerprint, state, load, job, body, report,
          received_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'received', ?, ?, ?, ?, ?)`,
    ).run(
      ...[id, dataset, major, agency, keyId, idem, fingerprint, load],
      ...[job ? JSON.stringify(job) : null, JSON.stringify(part)],
      ...[JSON.stringify(emptyReport(head, 'received')), at],
    );
    return true;
  }),
  load: inTurn(async ({ job, at }) => {
    const { db, options } = opened();
    const ended = job.recorded ? endedAnswer(db, job) : null;
    if (ended) return ended;
    try {
      return await runLoad(
        {
          db,
          folder: options.folder,
          limits: options.limits,
          codes,
          isCancelled: (batch) => cancelled.has(batch),
          onProgress(batch, rows) {
            if (batch === lastProgress.batch && rows < lastProgress.rows + everyRows) return;
            lastProgress = { batch, rows };
            emit(port, lastProgress);
          },
        },
        job,
        at,
      );
    } finally {
      for (const { head } of job.parts) cancelled.delete(head.id);
    }
  }),
  cancel: async (batch) => void cancelled.add(batch),
  giveUp: inTurn((which) => giveUpLoads(opened().db, which)),
  close: inTurn(() => {
    if (open) closeCleanly(open.db);
    open = null;
  }),
};

serveCalls(port, { ...calls });
