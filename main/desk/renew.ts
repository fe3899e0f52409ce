import type { Clock } from '../../shared/clock.ts';
import { isoWib } from '../../shared/dates/wib.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { Outcome } from '../../shared/desk/desk.ts';
import { giveUpBlocks, newIncarnation, reservedSequence } from '../../shared/desk/new-incarnation.ts';
import type { Sequence } from '../../shared/desk/sequence.ts';
import type { Ids } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
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
 * Takes a life of its own from the server (PROTOCOL E4, E5). Saving goes on while it is asked: what is saved meanwhile
 * lies below the new life's start and goes along. When the answer is lost the next try gets yet another incarnation or
 * another id; the one in between stays empty and harms nothing.
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
    if (answer.status !== 200) return err(refuse((answer.body as { code?: string }).code ?? 'INTERNAL'));
    const given = renewAnswer.safeParse(answer.body);
    if (!given.success) return err(refuse('NOT_A_SERVER'));
    const { desk, deskToken, start, seal } = given.data;

    // The token first: without it the new identity could never speak. With it alone the old one is told `fork` again.
    if (deskToken !== null) await vault.write('desk', deskToken);
    const wall = isoWib(deps.clock.now());
    const nextId = (): string => deps.ids.next();
    const personOf = (account: string): string | null =>
      deps.known.list().find(({ id }) => id === account)?.personId ?? null;
    const begun = await sequence.record(() => {
      // PROTOCOL E6: a place that was given out already may not come again.
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
    // Two windows that notice the same fork want one new life, not two.
    running ??= renew().finally(() => (running = null));
    return running;
  };
}
