import type { Clock } from '../../shared/clock.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import { giveUpBlocks, newIncarnation, reservedSequence } from '../../shared/desk/new-incarnation.ts';
import type { Sequence } from '../../shared/desk/sequence.ts';
import type { Ids } from '../../shared/ids.ts';
import { readRefusal, refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import { renewAnswer, type RenewRequest } from '../../shared/sync/recovery-api.ts';
import type { Signers } from '../../shared/sync/proof.ts';
import type { DeskIdentity } from '../../shared/sync/session-api.ts';
import type { KnownAccounts } from './known-accounts.ts';
import type { Timers, Upstream, Vault } from './ports.ts';
import { makePost } from './post.ts';
import { sha256 } from './sha256.ts';

export interface RenewDeps {
  readonly state: DeskState;
  readonly sequence: Sequence;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly vault: Vault;
  readonly known: KnownAccounts;
  readonly signers: Signers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly machine: string;
  /** A session at this desk, for a server that wants to know who asks; null when nobody is signed in. */
  readonly session: () => Promise<string | null>;
}

/**
 * Takes a new incarnation from the server (PROTOCOL E4, E5). Saving goes on meanwhile: what is saved then has a
 * sequence number below the start of the new incarnation and moves into it. When the answer is lost the next try gets
 * another incarnation or id, and the unused one stays empty.
 */
export function makeRenew(deps: RenewDeps): () => Promise<Outcome<DeskIdentity>> {
  const { state, sequence, vault } = deps;
  const post = makePost(deps.upstream, deps.timers);

  const renew = async (): Promise<Outcome<DeskIdentity>> => {
    const { identity, server, pinned } = state;
    if (!identity || server === null) return err(refuse('NOT_ENROLLED'));
    const givenUp = await sequence.record(() => ok(giveUpBlocks(state)), true);
    if (!givenUp.ok) return givenUp;
    const { machine } = deps;
    const lastSeq = state.seq + reservedSequence;
    const question: RenewRequest = { proto: protocolVersion, inc: identity.inc, machine, lastSeq };
    const token = await vault.read('desk');
    const from = { server, pinned, desk: token, session: await deps.session() };
    const answer = await post(from, paths.renew, question);
    if (!answer) return err(refuse('SERVER_UNREACHABLE'));
    if (answer.status !== 200) return err(readRefusal((answer.body as { code?: string }).code ?? 'INTERNAL'));
    const given = renewAnswer.safeParse(answer.body);
    if (!given.success) return err(refuse('NOT_A_SERVER'));
    const { desk, deskToken, start, seal } = given.data;

    // The token first: without it the new identity could not authenticate. If only the token was saved, the next
    // handshake answers `fork` again.
    if (deskToken !== null) await vault.write('desk', deskToken);
    const wall = isoWib(deps.clock.now());
    const nextId = (): string => deps.ids.next();
    const personOf = (account: string): string | null =>
      deps.known.list().find(({ id }) => id === account)?.personId ?? null;
    const begun = await sequence.record(() => {
      // PROTOCOL E6: a used sequence number may not be used again.
      if (start < state.seq) return err(refuse('FORK'));
      const incarnation = {
        identity: desk,
        machine,
        start,
        seal,
        wall,
        nextId,
        personOf,
        digest: sha256,
        signers: deps.signers,
      };
      return ok([newIncarnation(state, incarnation)]);
    }, true);
    if (begun.ok) return ok(desk);
    if (deskToken !== null && token !== null) await vault.write('desk', token);
    return begun;
  };

  let running: Promise<Outcome<DeskIdentity>> | null = null;
  return () => {
    // Two windows that notice the same fork share one request, so that the desk takes one new incarnation.
    running ??= renew().finally(() => (running = null));
    return running;
  };
}
