import { docKey } from '../../shared/commands/documents.ts';
import { prepare } from '../../shared/commands/prepare.ts';
import { registerLetter, type RegisterArgs } from '../../shared/letters/register.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { paths, type OpResult, type PullRequest, type WireRow } from '../../shared/sync/protocol.ts';
import type { NetFault } from '../../renderer/data/ports.ts';
import { contextOf } from '../../renderer/data/rebase.ts';
import { fakeMaster } from './fake-master.ts';

interface Doc {
  readonly rv: number;
  readonly doc: unknown;
}

/** A register of one scope and one desk, small enough to be verified by reading: the reference for the real engine. */
export interface TinyServer {
  call(path: string, body: unknown): Result<unknown, NetFault>;
  bytes(): Uint8Array;
  /** Every answer given, by operation id. */
  readonly results: ReadonlyMap<string, OpResult>;
  /** The document as it stood at a version; undefined when it had none then. */
  docAt(key: string, rv: number): unknown;
  /** The newest version. */
  rv(): number;
  readonly docs: ReadonlyMap<string, Doc>;
  /** Somebody elsewhere books a letter. */
  bookElsewhere(args: RegisterArgs): void;
  /** Somebody elsewhere changes a letter. */
  editElsewhere(key: string, subject: string): void;
}

/** Subjects that begin so are refused, or quarantined. */
export const refused = 'TOLAK';
export const quarantined = 'TAHAN';

export function tinyServer(deskCode: string): TinyServer {
  const docs = new Map<string, Doc>();
  const past = new Map<string, Doc[]>();
  const results = new Map<string, OpResult>();
  let rv = 0;
  let lastSeq = 0;
  let lastHash = '';

  const write = (key: string, doc: unknown): number => {
    rv++;
    docs.set(key, { rv, doc });
    past.set(key, [...(past.get(key) ?? []), { rv, doc }]);
    return rv;
  };
  for (const [type, list] of Object.entries(fakeMaster)) for (const doc of list) write(`${type}:${doc.id}`, doc);

  const masters = rv;

  const effect = (op: Operation): Pick<OpResult, 'status' | 'rv' | 'code'> => {
    if (isSessionOp(op.name)) return { status: 'applied', rv: null };
    const prepared = prepare(op.name, op.v, op.args);
    if (!prepared.ok) return { status: 'quarantined', rv: null, code: 'UNKNOWN_OP' };
    const text = JSON.stringify(op.args);
    if (text.includes(refused)) return { status: 'rejected', rv: null, code: 'INVALID' };
    if (text.includes(quarantined)) return { status: 'quarantined', rv: null, code: 'NO_RIGHT_TO_BOOK' };
    const { command, args } = prepared.value;
    const key = docKey(command.target(args));
    const before = docs.get(key)?.doc ?? null;
    if (before === null && op.name !== 'letter.register')
      return { status: 'rejected', rv: null, code: 'NO_SUCH_LETTER' };
    return { status: 'applied', rv: write(key, command.reduce(before, args, contextOf(op, deskCode))) };
  };
  const push = (ops: readonly Operation[]): Result<unknown, NetFault> => {
    const answers: OpResult[] = [];
    for (const op of ops) {
      const known = results.get(op.opId);
      if (!known && op.seq !== lastSeq + 1) return err({ status: 409, code: 'GAP', expect: lastSeq + 1 });
      const result = known ?? { seq: op.seq, opId: op.opId, ...effect(op) };
      if (!known) [lastSeq, lastHash] = [op.seq, op.hash];
      results.set(op.opId, result);
      answers.push(result);
    }
    return ok({ epoch: 'one', ackSeq: lastSeq, serverTime: 0, rvNow: rv, results: answers });
  };
  const pull = ({ scopes, limit }: PullRequest): Result<unknown, NetFault> => {
    const base = { epoch: 'one', serverTime: 0, revoke: [] };
    const from = scopes['office'];
    if (from === undefined) return ok({ ...base, upTo: rv, more: false, grant: ['office'], rows: [], next: {} });
    const all = [...docs].filter(([, doc]) => doc.rv > from).sort(([, a], [, b]) => a.rv - b.rv);
    // Small pages, except for the master data at the start.
    const page = all.slice(0, from < masters ? limit : 2);
    const more = page.length < all.length;
    const upTo = more ? (page.at(-1)?.[1].rv ?? rv) : rv;
    const rows = page.map(([key, doc]): WireRow => {
      const [t = '', id = ''] = key.split(':');
      return { s: 'office', t, id, rv: doc.rv, d: doc.doc };
    });
    return ok({ ...base, upTo, more, grant: [], rows, next: { office: upTo } });
  };

  return {
    results,
    docs,
    rv: () => rv,
    docAt: (key, at) => past.get(key)?.findLast((doc) => doc.rv <= at)?.doc,
    bookElsewhere: (args) => {
      const by = { account: 'acc-lain', person: null, position: null };
      const agenda = { book: 'SM', year: 2026, no: rv, lease: null, provisional: null };
      const context = { opId: `lain-${rv}`, by, at: '2026-10-08T07:00:00.000+07:00', desk: 'D02', agenda };
      write(`letter:${args.letterId}`, registerLetter.reduce(null, args, context));
    },
    editElsewhere: (key, subject) => {
      const known = docs.get(key);
      if (known) write(key, { ...(known.doc as object), subject });
    },
    call: (path, body) => {
      switch (path) {
        case paths.hello: {
          const numbers = {
            numbering: 'open',
            blockSize: 5,
            openBooks: [],
            closed: [],
            copied: null,
            late: { upTo: 0, results: [] },
          };
          const desk = { lastSeq, lastHash, inc: 1, state: 'ok', scopes: ['office'] };
          return ok({ epoch: 'one', rvNow: rv, serverTime: 0, ...desk, ...numbers });
        }
        case paths.push:
          return push((body as { ops: readonly Operation[] }).ops);
        case paths.pull:
          return pull(body as PullRequest);
        default:
          return err({ status: 404, code: 'NOT_FOUND' });
      }
    },
    // An empty first page at version 0: everything comes by pull.
    bytes: () => {
      const head = new TextEncoder().encode(JSON.stringify({ epoch: 'one', upTo: 0, token: null, rows: 0, total: 0 }));
      const bytes = new Uint8Array(4 + head.length + 2);
      new DataView(bytes.buffer).setUint32(0, head.length, true);
      bytes.set(head, 4);
      bytes.set(new TextEncoder().encode('[]'), 4 + head.length);
      return bytes;
    },
  };
}
