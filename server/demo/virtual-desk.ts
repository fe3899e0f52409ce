import type { AgendaGrant } from '../../shared/commands/command.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { Ids } from '../../shared/ids.ts';
import type { Author } from '../../shared/people/who.ts';
import { hashOperation, type Digest, type Operation } from '../../shared/sync/operation.ts';
import { signedText, type Signer } from '../../shared/sync/proof.ts';
import { pushLimit } from '../../shared/sync/protocol.ts';
import type { DeskRow } from '../store/store.ts';
import { push } from '../sync/push.ts';
import type { PushDeps } from '../sync/push-deps.ts';

export interface Entry {
  readonly name: string;
  readonly args: unknown;
  readonly by: Author;
  /** When it was entered, milliseconds since 1970. */
  readonly at: number;
  readonly agenda?: AgendaGrant;
}

/** A desk without a screen: makes a chain of real operations and passes them to the real push. */
export interface VirtualDesk {
  /** Returns the operation's id, which facts carry as theirs. */
  enter(entry: Entry): string;
  /** Sends everything entered. Throws if the register does not take all of it. */
  send(): Promise<void>;
}

/** `signers`: of every account that enters something, with a key that is its own at this desk (PROTOCOL T1). */
export function virtualDesk(
  desk: DeskRow,
  deps: PushDeps,
  ids: Ids,
  digest: Digest,
  signers: ReadonlyMap<string, Signer>,
): VirtualDesk {
  let { lastSeq: seq, lastHash: prev } = desk;
  let waiting: Operation[] = [];
  return {
    enter({ name, args, by, at, agenda }) {
      seq += 1;
      const body = {
        opId: ids.next(),
        desk: desk.id,
        inc: desk.inc,
        seq,
        prev,
        name,
        v: 1,
        by,
        at: { wall: isoWib(at), skewMs: null },
        epoch: null,
        base: {},
        args,
        agenda: agenda ?? null,
      };
      prev = hashOperation(body, digest);
      const signer = signers.get(by.account);
      if (!signer) throw new Error(`${by.account} has no key at the demonstration desk`);
      const proof = { key: signer.key, sig: signer.sign(signedText(prev)) };
      waiting.push({ ...body, hash: prev, proof });
      return body.opId;
    },
    async send() {
      for (let i = 0; i < waiting.length; i += pushLimit.operations) {
        const ops = waiting.slice(i, i + pushLimit.operations);
        const sent = await push(deps, { desk: desk.id, account: null }, { inc: desk.inc, ops });
        const bad = sent.ok ? sent.value.answer.results.find(({ status }) => status !== 'applied') : sent.error;
        if (bad) throw new Error(`demonstration data not taken: ${JSON.stringify(bad)}`);
      }
      waiting = [];
    },
  };
}
