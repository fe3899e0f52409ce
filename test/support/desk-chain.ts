import type { AgendaGrant } from '../../shared/commands/command.ts';
import type { RegisterArgs } from '../../shared/letters/register.ts';
import type { Account } from '../../shared/people/people.ts';
import { chainStart, hashOperation, signedSeq, type Operation } from '../../shared/sync/operation.ts';
import type { EnrolAnswer } from '../../shared/sync/session-api.ts';
import { signedText, type Signer } from '../../shared/sync/proof.ts';
import { sha256 } from '../../server/auth/tokens.ts';

/** Options that differ from an ordinary entry; `raw` replaces members of the finished envelope before it is hashed. */
export interface EntryOptions {
  readonly account?: Account;
  readonly position?: string | null;
  readonly opId?: string;
  readonly v?: number;
  readonly base?: Readonly<Record<string, number>>;
  readonly agenda?: AgendaGrant | null;
  readonly wall?: string;
  readonly raw?: Readonly<Record<string, unknown>>;
  /** Who signs; absent: the account with its key at this desk, null: nobody. */
  readonly signer?: Signer | null;
}

let made = 0;
/** Ids that differ within one run of the tests. */
export function newId(prefix = 'id'): string {
  made += 1;
  return `${prefix}-${String(made).padStart(6, '0')}`;
}

/** The sequence of a desk: makes valid chained operations and keeps nothing but its position in the chain. */
export class DeskChain {
  seq = 0;
  prev: string = chainStart;
  account: Account;
  enrolled: EnrolAnswer;
  inc: number;
  /** Keys of accounts at this desk, by account. */
  readonly signers = new Map<string, Signer>();
  /** Names of the sessions the register opened here, by account. */
  readonly sessionNames = new Map<string, string>();

  constructor(enrolled: EnrolAnswer) {
    this.enrolled = enrolled;
    this.account = enrolled.account;
    this.inc = enrolled.desk.inc;
    if (enrolled.session) this.sessionNames.set(enrolled.account.id, enrolled.session);
  }

  get id(): string {
    return this.enrolled.desk.id;
  }

  /** The next operation of the chain. */
  op(name: string, args: unknown, options: EntryOptions = {}): Operation {
    const account = options.account ?? this.account;
    const body = {
      opId: options.opId ?? newId('op'),
      desk: this.id,
      inc: this.inc,
      seq: this.seq + 1,
      prev: this.prev,
      name,
      v: options.v ?? 1,
      by: { account: account.id, person: account.personId, position: options.position ?? null },
      at: { wall: options.wall ?? '2026-10-08T09:15:00.000+07:00', skewMs: null },
      epoch: null,
      base: { ...options.base },
      args,
      agenda: options.agenda ?? null,
      ...options.raw,
    };
    const hash = hashOperation(body, sha256);
    const signer = options.signer === undefined ? this.signers.get(account.id) : options.signer;
    const proof = signer ? { proof: { key: signer.key, sig: signer.sign(signedText(hash)) } } : {};
    const op = { ...body, hash, ...proof };
    this.seq = op.seq;
    this.prev = op.hash;
    return op;
  }

  /** An operation of an earlier incarnation, or of the desk this one was copied from, at its place in this one. */
  movedOp(op: Operation): Operation {
    const { opId, desk, inc, seq, name, v, args, agenda, base, by, at } = op;
    const origin = op.origin ?? { desk, inc, seq };
    const signedAt = desk === this.id ? {} : { signedAt: op.signedAt ?? signedSeq(op) };
    return this.op(name, args, { opId, v, agenda, raw: { base, by, at, origin, ...signedAt } });
  }

  /** Names the session the register opened for the account here, if there is one. */
  signInOp(account: Account = this.account, options: EntryOptions = {}): Operation {
    const session = this.sessionNames.get(account.id);
    const args = { account: account.id, ...(session ? { session } : {}) };
    return this.op('session.signIn', args, { account, ...options });
  }

  signOutOp(account: Account = this.account, options: EntryOptions = {}): Operation {
    return this.op('session.signOut', { account: account.id }, { account, ...options });
  }

  registerOp(args: RegisterArgs, options: EntryOptions = {}): Operation {
    const agenda = {
      book: 'SM',
      year: Number(args.received.date.slice(0, 4)),
      no: null,
      lease: null,
      provisional: null,
    };
    return this.op('letter.register', args, { agenda, ...options });
  }
}
