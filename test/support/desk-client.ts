import { inflateRawSync } from 'node:zlib';
import type { AgendaGrant } from '../../shared/commands/command.ts';
import type { RegisterArgs } from '../../shared/letters/register.ts';
import { chainStart, type Operation } from '../../shared/sync/operation.ts';
import {
  paths,
  protocolVersion,
  type HelloAnswer,
  type Lease,
  type OpResult,
  type PackRow,
  type PullAnswer,
  type PushAnswer,
  type SnapshotHead,
} from '../../shared/sync/protocol.ts';
import type { PastOperation, ReconcileRequest, RememberedLease, RenewAnswer } from '../../shared/sync/recovery-api.ts';
import type { SealedIncarnation, Water } from '../../shared/sync/proof.ts';
import type { EnrolAnswer, SessionAnswer } from '../../shared/sync/session-api.ts';
import type { Signer } from '../../shared/sync/proof.ts';
import { DeskChain, newId, type EntryOptions } from './desk-chain.ts';
import { newSigner } from './signing.ts';
import type { Wire, WireAnswer } from './wire.ts';

export { newId };

export interface Snapshot {
  readonly heads: readonly SnapshotHead[];
  readonly rows: readonly PackRow[];
}

/** A desk of the tests: really enrolled, it sends to a register what a desk sends and keeps the answers. */
export class DeskClient extends DeskChain {
  /** Another one after the register was restored. */
  wire: Wire;
  /** Operations with their answers, as a journal keeps them. */
  readonly journal = new Map<number, PastOperation>();
  readonly sessions = new Map<string, string>();
  /** The register's newest water, as a desk keeps it. */
  water: Water | null = null;
  /** The register's seal on the present incarnation. */
  incarnation: SealedIncarnation | null = null;
  /** Keys by user name. */
  private readonly byName = new Map<string, Signer>();

  constructor(wire: Wire, enrolled: EnrolAnswer) {
    super(enrolled);
    this.wire = wire;
    this.sessions.set(enrolled.account.id, enrolled.token);
  }

  headers(): Record<string, string> {
    const session = this.sessions.get(this.account.id);
    return { authorization: `Desk ${this.enrolled.deskToken}`, ...(session ? { 'x-lembar-session': session } : {}) };
  }

  async send(method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, body?: unknown): Promise<WireAnswer> {
    const answer = await this.wire(method, path, body, this.headers());
    const isJson = answer.status === 200 && path !== paths.snapshot;
    const water = isJson ? (answer.json as { readonly water?: Water } | null)?.water : undefined;
    if (water) this.water = water;
    return answer;
  }

  /** Signs in with the password at this desk; `signInOp` puts the sign-in into the sequence. */
  async signIn(username: string, password: string): Promise<SessionAnswer> {
    const token = { authorization: `Desk ${this.enrolled.deskToken}` };
    const give = (by: Signer): Promise<WireAnswer> =>
      this.wire('POST', paths.session, { username, password, key: by.key }, token);
    let signer = this.byName.get(username) ?? newSigner(username);
    let answer = await give(signer);
    if ((answer.json as { code?: unknown }).code === 'KEY_ENDED') {
      signer = newSigner(username);
      answer = await give(signer);
    }
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.bytes.toString()}`);
    const session = answer.json as SessionAnswer;
    this.hold(username, signer, session);
    this.account = session.account;
    return session;
  }

  /** Keeps the result of a sign-in: the session, its name and the key. */
  hold(username: string, signer: Signer, { account, token, session = '' }: SessionAnswer): void {
    this.sessions.set(account.id, token);
    this.sessionNames.set(account.id, session);
    this.signers.set(account.id, signer);
    this.byName.set(username, signer);
  }

  tryPush(ops: readonly unknown[], inc = this.inc): Promise<WireAnswer> {
    return this.send('POST', paths.push, { proto: protocolVersion, app: 'test', epoch: null, inc, ops });
  }

  /** Pushes and expects success; the results in the order of the operations. */
  async push(ops: readonly unknown[]): Promise<PushAnswer> {
    const answer = await this.tryPush(ops);
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${answer.bytes.toString()}`);
    this.keep(ops, answer.json as PushAnswer);
    return answer.json as PushAnswer;
  }

  private keep(ops: readonly unknown[], { results }: PushAnswer): void {
    for (const result of results) {
      const op = ops.find((one) => (one as Operation).seq === result.seq);
      if (op) this.journal.set(result.seq, { op, result });
    }
  }

  /** The answered operations after a sequence number. */
  past(after: number): readonly PastOperation[] {
    return [...this.journal].filter(([seq]) => seq > after).map(([, past]) => past);
  }

  /** Shakes hands with a restored server and replays everything it lacks. */
  async recover(leases: readonly RememberedLease[] = []): Promise<PushAnswer> {
    const { lastSeq } = await this.hello();
    return this.reconcile(this.past(lastSeq), { leases: [...leases] });
  }

  /** Enters one operation and returns its result. */
  async say(name: string, args: unknown, options: EntryOptions = {}): Promise<OpResult> {
    return this.result(await this.push([this.op(name, args, options)]));
  }

  async register(args: RegisterArgs, options: EntryOptions = {}): Promise<OpResult> {
    return this.result(await this.push([this.registerOp(args, options)]));
  }

  private result(answer: PushAnswer): OpResult {
    const [result] = answer.results;
    if (!result) throw new Error('no result');
    return result;
  }

  async hello(more: Readonly<Record<string, unknown>> = {}): Promise<HelloAnswer> {
    const body = {
      proto: protocolVersion,
      app: 'test',
      inc: this.inc,
      lastSeq: this.seq,
      lastHash: this.prev,
      leases: [],
      water: this.water,
      life: this.incarnation,
      ...more,
    };
    return (await this.send('POST', paths.hello, body)).json as HelloAnswer;
  }

  /** Another client with everything this one has, as a copy of its folder would be. */
  copy(): DeskClient {
    const copy = new DeskClient(this.wire, this.enrolled);
    [copy.seq, copy.prev, copy.inc, copy.account] = [this.seq, this.prev, this.inc, this.account];
    for (const [account, token] of this.sessions) copy.sessions.set(account, token);
    for (const [account, name] of this.sessionNames) copy.sessionNames.set(account, name);
    for (const [account, signer] of this.signers) copy.signers.set(account, signer);
    for (const [name, signer] of this.byName) copy.byName.set(name, signer);
    for (const [seq, past] of this.journal) copy.journal.set(seq, past);
    [copy.water, copy.incarnation] = [this.water, this.incarnation];
    return copy;
  }

  /** Starts a new incarnation given by the server; the sequence goes on above its start. */
  async renew(machine = 'uji'): Promise<RenewAnswer> {
    const body = { proto: protocolVersion, inc: this.inc, machine, lastSeq: this.seq };
    const answer = await this.send('POST', paths.renew, body);
    if (answer.status !== 200) throw new Error(`renew: ${answer.status} ${answer.bytes.toString()}`);
    const renewed = answer.json as RenewAnswer;
    this.enrolled = { ...this.enrolled, desk: renewed.desk, deskToken: renewed.deskToken ?? this.enrolled.deskToken };
    [this.inc, this.seq, this.prev] = [renewed.desk.inc, renewed.start, chainStart];
    const { seal } = renewed;
    this.incarnation = seal === undefined ? null : { inc: this.inc, start: renewed.start, seal };
    return renewed;
  }

  /** Replays answered operations of one incarnation to a restored server. */
  tryReconcile(
    past: readonly PastOperation[],
    { done = true, leases = [], inc = this.inc, start = 0 }: Partial<ReconcileRequest> = {},
  ): Promise<WireAnswer> {
    const incarnation = this.incarnation?.inc === inc ? this.incarnation : null;
    const body = {
      proto: protocolVersion,
      app: 'test',
      inc,
      start,
      life: incarnation,
      oldEpoch: null,
      ops: past,
      leases,
      done,
    };
    return this.send('POST', paths.reconcile, body);
  }

  async reconcile(past: readonly PastOperation[], more: Partial<ReconcileRequest> = {}): Promise<PushAnswer> {
    const answer = await this.tryReconcile(past, more);
    if (answer.status !== 200) throw new Error(`reconcile: ${answer.status} ${answer.bytes.toString()}`);
    this.keep(
      past.map(({ op }) => op),
      answer.json as PushAnswer,
    );
    return answer.json as PushAnswer;
  }

  tryPull(
    scopes: Readonly<Record<string, number>>,
    limit = 1000,
    proto: number = protocolVersion,
  ): Promise<WireAnswer> {
    return this.send('POST', paths.pull, { proto, epoch: null, scopes, limit });
  }

  async pull(scopes: Readonly<Record<string, number>> = { office: 0 }, limit = 1000): Promise<PullAnswer> {
    return (await this.tryPull(scopes, limit)).json as PullAnswer;
  }

  /** The letter as this account's desk would read it. */
  async letter<T>(id: string, type = 'letter'): Promise<T | null> {
    const { scopes } = await this.hello();
    const { rows } = await this.pull(Object.fromEntries(scopes.map((scope) => [scope, 0])), 2000);
    const row = rows.findLast((r) => r.t === type && r.id === id && r.k === undefined);
    return (row?.d as T | undefined) ?? null;
  }

  async pack(
    scope: string,
    token: string | null,
  ): Promise<{ readonly head: SnapshotHead; readonly rows: readonly PackRow[] }> {
    const answer = await this.send('POST', paths.snapshot, { proto: protocolVersion, scope, token });
    if (answer.status !== 200) throw new Error(`snapshot: ${answer.status} ${answer.bytes.toString()}`);
    const length = answer.bytes.readUInt32LE(0);
    const head = JSON.parse(answer.bytes.subarray(4, 4 + length).toString()) as SnapshotHead;
    return { head, rows: JSON.parse(inflateRawSync(answer.bytes.subarray(4 + length)).toString()) as PackRow[] };
  }

  /** Every pack of a scope, from `token` on. */
  async snapshot(scope = 'office', token: string | null = null): Promise<Snapshot> {
    const heads: SnapshotHead[] = [];
    const rows: PackRow[] = [];
    let next: string | null = token;
    do {
      const pack = await this.pack(scope, next);
      heads.push(pack.head);
      rows.push(...pack.rows);
      next = pack.head.token;
    } while (next !== null);
    return { heads, rows };
  }

  tryLease(year: number, opId = newId('lease'), inc = this.inc): Promise<WireAnswer> {
    return this.send('POST', paths.lease, { opId, inc, book: 'SM', year });
  }

  async lease(year: number, opId?: string): Promise<Lease> {
    const answer = await this.tryLease(year, opId);
    if (answer.status !== 200) throw new Error(`lease: ${answer.status} ${answer.bytes.toString()}`);
    return (answer.json as { lease: Lease }).lease;
  }

  closeLease(lease: string, highestUsed: number | null): Promise<WireAnswer> {
    return this.send('POST', paths.closeLease, { lease, inc: this.inc, highestUsed });
  }
}

/** The number a desk burned from its block. */
export function burned(lease: Lease, no: number): AgendaGrant {
  return { book: lease.book, year: lease.year, no, lease: lease.id, provisional: null };
}

/** Enrols a desk; its first operation signs the account in unless the options forbid it. */
export async function enrolDesk(
  wire: Wire,
  username: string,
  password: string,
  { name = 'Meja uji', signIn = true }: { readonly name?: string; readonly signIn?: boolean } = {},
): Promise<DeskClient> {
  const signer = newSigner(username);
  const body = { username, password, deskName: name, machine: 'uji', key: signer.key };
  const answer = await wire('POST', paths.enrol, body);
  if (answer.status !== 200) throw new Error(`enrol: ${answer.status} ${answer.bytes.toString()}`);
  const desk = new DeskClient(wire, answer.json as EnrolAnswer);
  desk.hold(username, signer, answer.json as EnrolAnswer);
  if (signIn) await desk.push([desk.signInOp()]);
  return desk;
}
