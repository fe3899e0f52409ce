import { inflateRawSync } from 'node:zlib';
import type { Account } from '../../../shared/people/people.ts';
import { chainStart, type Operation } from '../../../shared/sync/operation.ts';
import type { Certificate, SealedIncarnation, Signer, Water } from '../../../shared/sync/proof.ts';
import { paths, type HelloAnswer, type Lease, type PushAnswer } from '../../../shared/sync/protocol.ts';
import type { PastOperation, RenewAnswer } from '../../../shared/sync/recovery-api.ts';
import type { EnrolAnswer, SessionAnswer } from '../../../shared/sync/session-api.ts';
import { DeskChain } from '../../support/desk-chain.ts';
import { password } from '../base-office.ts';
import type { WireAnswer, WireRequest } from '../sim-server.ts';

/** An answer of the register; `json` null where it is none. */
export interface ObservedResult {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>> | null;
}

export interface LyingWire {
  /** Null: nobody answered. */
  ask(request: WireRequest): Promise<WireAnswer | null>;
  /** Everything that comes back is looked through for what may not be read. */
  readonly received: (text: string, path: string) => void;
  readonly newSigner: (account: string) => Signer;
  readonly newDesk: (id: string) => void;
}

/** What the rows of a snapshot say, whatever was around them. */
function textOfSnapshot(bytes: Uint8Array): string {
  try {
    const head = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    return inflateRawSync(bytes.subarray(4 + head)).toString('utf8');
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/**
 * A desk whose program its user changed: it has its token, everything the register ever sent it, and the keys of the accounts
 * whose password its user knows, never another's password, private key or session.
 */
export class LyingDesk extends DeskChain {
  readonly sessions = new Map<string, string>();
  readonly endedSessions: string[] = [];
  readonly endedKeys: Signer[] = [];
  readonly waters: Water[] = [];
  readonly certificates: Certificate[] = [];
  readonly leases: Lease[] = [];
  readonly past: PastOperation[] = [];
  lifetime: SealedIncarnation | null = null;
  /** The desk it began as: copies of one desk share its keys and sessions (PROTOCOL E5). */
  family: string;
  /** By public key: at which desk it was given. */
  private readonly givenAt = new Map<string, string>();
  private readonly wire: LyingWire;

  constructor(wire: LyingWire, enrolled: EnrolAnswer, signer: Signer) {
    super(enrolled);
    this.wire = wire;
    this.family = enrolled.desk.id;
    this.hold(signer, enrolled);
  }

  get token(): string {
    return this.enrolled.deskToken;
  }

  hold(signer: Signer, { account, token, session = '', certificate }: SessionAnswer): void {
    this.account = account;
    this.sessions.set(account.id, token);
    this.sessionNames.set(account.id, session);
    this.signers.set(account.id, signer);
    if (!this.givenAt.has(signer.key)) this.givenAt.set(signer.key, this.id);
    if (certificate) this.certificates.push(certificate);
  }

  /** Asks with these tokens, or with those of the account that sits here. */
  async send(path: string, body: unknown, tokens: Partial<Record<'desk' | 'session', string | null>> = {}) {
    const { desk = this.token, session = this.sessions.get(this.account.id) ?? null } = tokens;
    const answer = await this.wire.ask({
      method: 'POST',
      path,
      headers: {
        ...(desk === null ? {} : { authorization: `Desk ${desk}` }),
        ...(session === null ? {} : { 'x-lembar-session': session }),
      },
      body: Buffer.from(JSON.stringify(body)),
    });
    return answer && this.hear(path, answer);
  }

  private hear(path: string, { status, type, bytes }: WireAnswer): ObservedResult {
    const isJson = type === 'application/json';
    const text = isJson ? Buffer.from(bytes).toString('utf8') : textOfSnapshot(bytes);
    this.wire.received(text, path);
    const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : null;
    const water = json?.['water'] as Water | undefined;
    if (water && this.waters.at(-1)?.seal !== water.seal) this.waters.push(water);
    return { status, json };
  }

  /** The password is given, with a key of one's own; what was open before ends. */
  async signIn(username: string, key?: Signer): Promise<ObservedResult | null> {
    const signer = key ?? this.wire.newSigner(username);
    const heard = await this.send(paths.session, { username, password, key: signer.key }, { session: null });
    if (heard?.status !== 200) return heard;
    const before = this.signers.get(username);
    const replaced = before && before.key !== signer.key && this.givenAt.get(before.key) === this.id;
    if (replaced) this.endedKeys.push(before);
    this.hold(signer, heard.json as unknown as SessionAnswer);
    return heard;
  }

  /** As a program does it: the entry in the sequence, and the session ends. */
  async signOut(account: Account, opId: string): Promise<void> {
    await this.push([this.op('session.signOut', { account: account.id }, { account, opId })]);
    const session = this.sessions.get(account.id);
    if (session === undefined) return;
    const ended = await this.wire.ask({
      method: 'DELETE',
      path: paths.session,
      headers: { authorization: `Desk ${this.token}`, 'x-lembar-session': session },
      body: null,
    });
    this.sessions.delete(account.id);
    this.signers.delete(account.id);
    if (ended?.status === 200) this.endedSessions.push(session);
  }

  async push(ops: readonly unknown[], inc = this.inc): Promise<ObservedResult | null> {
    const heard = await this.send(paths.push, { proto: 1, app: 'lain', epoch: null, inc, ops });
    if (heard?.status === 200) this.keep(ops, heard.json as unknown as PushAnswer);
    return heard;
  }

  keep(ops: readonly unknown[], { results }: PushAnswer): void {
    for (const result of results) {
      const op = ops.find((one) => (one as Operation).seq === result.seq);
      if (op) this.past.push({ op, result });
    }
  }

  async hello(more: Readonly<Record<string, unknown>> = {}): Promise<HelloAnswer | null> {
    const heard = await this.send(paths.hello, {
      ...{ proto: 1, app: 'lain', inc: this.inc, lastSeq: this.seq, lastHash: this.prev, leases: [] },
      ...{ machine: '', water: this.waters.at(-1) ?? null, life: this.lifetime, certificates: [] },
      ...more,
    });
    return heard?.status === 200 ? (heard.json as unknown as HelloAnswer) : null;
  }

  /** Takes a new incarnation, as often as it likes. */
  async renew(more: Readonly<Record<string, unknown>> = {}): Promise<ObservedResult | null> {
    const heard = await this.send(paths.renew, { proto: 1, inc: this.inc, machine: '', lastSeq: this.seq, ...more });
    if (heard?.status !== 200) return heard;
    const { desk, deskToken, start, seal } = heard.json as unknown as RenewAnswer;
    this.enrolled = { ...this.enrolled, desk, deskToken: deskToken ?? this.token };
    this.wire.newDesk(desk.id);
    [this.inc, this.seq, this.prev] = [desk.inc, start, chainStart];
    this.lifetime = seal === undefined ? null : { inc: this.inc, start, seal };
    return heard;
  }

  /** Everything as it is now, to go on from later. */
  copy(): LyingDesk {
    const copy = new LyingDesk(this.wire, this.enrolled, this.signers.get(this.account.id) ?? this.wire.newSigner(''));
    [copy.seq, copy.prev, copy.inc, copy.account, copy.lifetime] = [
      this.seq,
      this.prev,
      this.inc,
      this.account,
      this.lifetime,
    ];
    copy.family = this.family;
    for (const [key, desk] of this.givenAt) copy.givenAt.set(key, desk);
    for (const [account, token] of this.sessions) copy.sessions.set(account, token);
    for (const [account, name] of this.sessionNames) copy.sessionNames.set(account, name);
    for (const [account, signer] of this.signers) copy.signers.set(account, signer);
    copy.endedKeys.push(...this.endedKeys);
    copy.endedSessions.push(...this.endedSessions);
    copy.waters.push(...this.waters);
    copy.certificates.push(...this.certificates);
    copy.leases.push(...this.leases);
    copy.past.push(...this.past);
    return copy;
  }
}
