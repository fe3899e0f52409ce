import { readdir, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { batchPath, type BatchReport, type LoadLimits } from '../../shared/exchange/api.ts';
import { problem, type ProblemCode } from '../../shared/exchange/problems.ts';
import { dropBody } from './body-spool.ts';
import type { ReaderCalls } from './reader.ts';
import {
  emptyReport,
  type BatchHead,
  type BatchRecord,
  type LoadAnswer,
  type LoadJob,
  type Published,
} from './records.ts';
import type { Body, BodySource } from './row-source.ts';
import type { GivenUp, NamedLoad, WaitingRoom } from './waiting-loads.ts';
import { faultOf, type WorkerLink } from './worker-link.ts';
import type { Progress, WriterCalls } from './writer.ts';

/** How a batch is answered. */
export interface BatchAnswer {
  readonly status: number;
  readonly body: string;
  readonly location?: string;
  /** It was answered before. */
  readonly replayed?: true;
}

/** A batch that was taken: what it is, what it holds, and by whom. */
export interface Submission {
  readonly head: BatchHead;
  readonly body: Body;
  /** In a file, to be answered before it is done. */
  readonly large: boolean;
  /** Of a load of several batches: the last of them. */
  readonly last: boolean;
  readonly client: string;
  readonly version: Published;
}

export interface LoadIntake {
  /** Holds a key while its batch runs; the batch that holds it already, or null. */
  reserve(agency: string, idem: string, batch: string): string | null;
  release(agency: string, idem: string, batch: string): void;
  submit(submission: Submission): Promise<BatchAnswer>;
  /** Goes on with what was answered and not done when the process ended. */
  resume(jobs: readonly LoadJob[]): void;
  progress(news: Progress): void;
  /** The report of a batch with what is known of its progress. */
  running(report: BatchReport): BatchReport;
  isRunning(batch: string): boolean;
  /** Whether nothing more is taken for now. */
  full(): boolean;
  /** Whether a large load runs or waits: what comes now is answered before it is done. */
  busy(): boolean;
  cancel(batch: string): Promise<void>;
  /**
   * Room for a part of a load, of so many bytes, until it is on record; null: the agency has begun so much that it must end
   * something first. What came before and is sent again needs none.
   */
  admit(batch: Pick<BatchHead, 'agency' | 'idem'>, bytes: number): Promise<(() => void) | null>;
  /** Ends a load of which nothing runs. */
  giveUp(load: NamedLoad): Promise<void>;
  /** Ends the loads whose next part has not come for long; a part that comes meanwhile is refused. Never rejects. */
  expire(): Promise<void>;
  /** Removes a body that is not submitted. */
  discard(source: BodySource): Promise<void>;
  /** Resolves when everything that was taken is done. */
  idle(): Promise<void>;
}

const longestQueue = 200;
/** How often begun loads are looked through, ms. */
const expiryMs = 3_600_000;

export interface IntakeParts {
  readonly writer: WorkerLink<WriterCalls>;
  readonly reader: WorkerLink<ReaderCalls>;
  readonly folder: string;
  readonly limits: LoadLimits;
  readonly clock: Clock;
  readonly request: (dataset: string, major: number) => string;
  readonly onFault: (error: unknown) => void;
}

const refusal = (code: ProblemCode, more: object = {}): BatchAnswer => {
  const body = problem(code, more);
  return { status: body.status, body: JSON.stringify(body) };
};

/** Removes bodies of batches that are done and lists of errors of batches that are not on record. */
export async function sweepFolder(folder: string, find: (id: string) => Promise<BatchRecord | null>): Promise<void> {
  for (const name of await readdir(folder)) {
    const batch = await find(basename(name, extname(name)));
    const keeps = batch !== null && (extname(name) === '.errors' || batch.status === null);
    if (!keeps) await rm(join(folder, name), { force: true });
  }
}

/** Takes batches one after the other to the thread that writes, and keeps each to its one answer. */
export function loadIntake(parts: IntakeParts): LoadIntake {
  const { writer, reader, clock } = parts;
  const reserved = new Map<string, string>();
  /** Batches of loads that run or wait, with the rows read. */
  const rows = new Map<string, number>();
  const open = new Set<Promise<unknown>>();
  const slot = (agency: string, idem: string): string => `${agency}\u0000${idem}`;

  const logged = async (job: LoadJob, answer: LoadAnswer, client: string): Promise<void> => {
    for (const { head } of job.parts) {
      const { dataset, major, agency, keyId, id } = head;
      const applied = answer.report.state === 'applied';
      await reader.ask('log', {
        at: clock.now(),
        action: applied ? 'load' : 'refused',
        ...{ dataset, major, agency, keyId, client, message: id, request: parts.request(dataset, major) },
        rows: applied && head.id === job.parts.at(-1)?.head.id ? answer.report.rows.valid : 0,
        body: head.sha256,
      });
    }
  };

  const finished = async (job: LoadJob, client: string): Promise<LoadAnswer> => {
    for (const { head } of job.parts) rows.set(head.id, 0);
    const work = (async () => {
      const answer = await writer.ask('load', { job, at: clock.now() });
      await logged(job, answer, client);
      for (const { body } of job.parts) await dropBody(body.source);
      return answer;
    })();
    open.add(work);
    try {
      return await work;
    } finally {
      open.delete(work);
      for (const { head } of job.parts) {
        rows.delete(head.id);
        if (reserved.get(slot(head.agency, head.idem)) === head.id) reserved.delete(slot(head.agency, head.idem));
      }
    }
  };

  const dropLoads = async (which: GivenUp): Promise<void> => {
    for (const source of await writer.ask('giveUp', which)) await dropBody(source);
  };

  let expiredAt: number | null = null;
  const arrivals = new Map<string, WaitingRoom>();
  let large = 0;
  const later = (job: LoadJob, client: string): void => {
    large++;
    void finished(job, client)
      .catch(parts.onFault)
      .finally(() => large--);
  };

  /** The batches before this one of the same load, in their order; null when they do not belong together. */
  const partsBefore = async ({ head }: Submission): Promise<LoadJob['parts'] | null> => {
    if (head.load === null) return [];
    const before = await reader.ask('parts', { agency: head.agency, load: head.load });
    const waiting = before.filter(({ state }) => state === 'received');
    if (waiting.length !== before.length) return null;
    const same = waiting.every(({ dataset, major }) => dataset === head.dataset && major === head.major);
    return same ? waiting.map(({ body }) => JSON.parse(body ?? '{}') as LoadJob['parts'][number]) : null;
  };

  const accepted = ({ head }: Submission): BatchAnswer => {
    const location = batchPath(head.id);
    return { status: 202, body: JSON.stringify(emptyReport(head, 'received')), location };
  };

  const take = async (submission: Submission): Promise<BatchAnswer> => {
    const { head, body, last, client } = submission;
    const before = await partsBefore(submission);
    if (before === null) {
      await dropBody(body.source);
      return refusal('LOAD_BROKEN');
    }
    const part = { head, body };
    if (head.load !== null && !last) {
      await writer.ask('receive', { head, job: null, part });
      return accepted(submission);
    }
    if (!submission.large) {
      const answer = await finished({ parts: [part], recorded: false }, client);
      return { status: answer.status, body: answer.body };
    }
    const job: LoadJob = { parts: [...before, part], recorded: true };
    if (!(await writer.ask('receive', { head, job, part }))) {
      await dropBody(body.source);
      return refusal('LOAD_BROKEN');
    }
    later(job, client);
    return accepted(submission);
  };

  return {
    reserve(agency, idem, batch) {
      const held = reserved.get(slot(agency, idem));
      if (held === undefined) reserved.set(slot(agency, idem), batch);
      return held ?? null;
    },
    release(agency, idem, batch) {
      if (!rows.has(batch) && reserved.get(slot(agency, idem)) === batch) reserved.delete(slot(agency, idem));
    },
    async submit(submission) {
      const { head, body } = submission;
      try {
        const before = await reader.ask('repeated', { agency: head.agency, idem: head.idem });
        if (before === null) return await take(submission);
        await dropBody(body.source);
        if (before.fingerprint !== head.fingerprint) return refusal('IDEMPOTENCY_OTHER_BODY');
        const location = batchPath(before.id);
        if (before.status === null || before.body === null) {
          if (!rows.has(before.id)) {
            // A part of a load waits for the others; a load by itself failed for want of disk and is tried again.
            const part = JSON.parse(before.body ?? 'null') as LoadJob['parts'][number] | null;
            if (part && head.load === null) later({ parts: [part], recorded: true }, submission.client);
            return { ...accepted({ ...submission, head: { ...head, id: before.id } }), replayed: true };
          }
          return { ...refusal('IDEMPOTENCY_RUNNING', { batch: before.id }), location };
        }
        return { status: before.status, body: before.body, location, replayed: true };
      } catch (error) {
        await dropBody(body.source);
        throw error;
      }
    },
    resume(jobs) {
      for (const job of jobs) {
        for (const { head } of job.parts) reserved.set(slot(head.agency, head.idem), head.id);
        later(job, '');
      }
    },
    progress({ batch, rows: read }) {
      if (rows.has(batch)) rows.set(batch, read);
    },
    running(report) {
      const read = rows.get(report.batch);
      if (read === undefined || report.state !== 'received') return report;
      return { ...report, state: read > 0 ? 'validating' : 'received', rows: { ...report.rows, received: read } };
    },
    isRunning: (batch) => rows.has(batch),
    full: () => open.size >= longestQueue,
    busy: () => large > 0,
    async admit({ agency, idem }, bytes) {
      const arriving = arrivals.get(agency) ?? { parts: 0, bytes: 0 };
      const others = { ...arriving };
      // Counted before anything is asked, so that of many at once each sees the others.
      arrivals.set(agency, { parts: others.parts + 1, bytes: others.bytes + bytes });
      const leave = (): void => {
        const now = arrivals.get(agency);
        if (now) arrivals.set(agency, { parts: now.parts - 1, bytes: now.bytes - bytes });
      };
      const asked = Promise.all([reader.ask('waiting', agency), reader.ask('repeated', { agency, idem })]);
      const [waiting, before] = await asked.catch((error: unknown) => {
        leave();
        throw error;
      });
      const { waitingParts, waitingBytes } = parts.limits;
      const full = waiting.parts + others.parts >= waitingParts || waiting.bytes + others.bytes >= waitingBytes;
      if (before !== null || !full) return leave;
      leave();
      return null;
    },
    giveUp: (load) => dropLoads({ at: clock.now(), code: 'CANCELLED', ...load }),
    async expire() {
      const at = clock.now();
      if (expiredAt !== null && at - expiredAt < expiryMs) return;
      expiredAt = at;
      await dropLoads({ at, code: 'LOAD_EXPIRED', before: at - parts.limits.waits }).catch((error: unknown) => {
        expiredAt = null;
        parts.onFault(error);
      });
    },
    async cancel(batch) {
      await writer.ask('cancel', batch);
    },
    discard: dropBody,
    async idle() {
      await Promise.allSettled(open);
    },
  };
}

/** What a worker's fault means for whoever sent a batch. */
export function problemOfFault(error: unknown): ProblemCode {
  switch (faultOf(error)) {
    case 'disk-full':
      return 'DISK_FULL';
    case 'damaged':
      return 'CENTRE_DOWN';
    case 'internal':
      return 'INTERNAL';
  }
}
