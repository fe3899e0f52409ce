import type { Outcome } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import { readRefusal, refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { PasswordRequest } from '../../shared/sync/session-api.ts';
import type { KnownAccounts } from './known-accounts.ts';
import type { Timers, Upstream, Vault } from './ports.ts';
import { makePost } from './post.ts';
import type { Presence } from './presence.ts';
import type { Tries } from './tries.ts';

export interface ChangePasswordDeps {
  readonly state: DeskState;
  readonly presence: Presence;
  readonly known: KnownAccounts;
  readonly tries: Tries;
  readonly vault: Vault;
  readonly upstream: Upstream;
  readonly timers: Timers;
  readonly tokenOf: (account: string) => Promise<string | null>;
}

/** PROTOCOL T51: the own password, at the register first; then the key of this desk is wrapped under the new one. */
export function makeChangePassword(
  deps: ChangePasswordDeps,
): (current: string, next: string) => Promise<Outcome<null>> {
  const { state, presence, known, tries, vault, upstream, timers, tokenOf } = deps;
  const post = makePost(upstream, timers);
  return async (current, next) => {
    const account = presence.account();
    if (!account || state.server === null) return err(refuse('NOT_SIGNED_IN'));
    // Tries at the window count like those of a sign-in at this desk (PROTOCOL T28).
    const tried = await tries.check(account.id, () => known.verify(account.username, current));
    if (tried.is === 'later') return err(refuse('TOO_MANY_TRIES', { params: { seconds: tried.seconds } }));
    if (tried.is === 'wrong') return err(refuse('WRONG_PASSWORD', { field: 'current' }));
    const session = await tokenOf(account.id);
    if (session === null) return err(refuse('SERVER_UNREACHABLE'));
    const { server, pinned } = state;
    const to = { server, pinned, desk: await vault.read('desk'), session };
    const answer = await post(to, paths.password, { password: current, next } satisfies PasswordRequest);
    if (!answer) return err(refuse('SERVER_UNREACHABLE'));
    if (answer.status !== 200) {
      const refusal = readRefusal(String((answer.body as { code?: unknown }).code));
      const field = refusal.code === 'WRONG_PASSWORD' ? 'current' : refusal.code === 'WEAK_PASSWORD' ? 'next' : null;
      return err(field === null ? refusal : { ...refusal, field });
    }
    await known.remember(account, next, { ...tried.value.key, kept: false }, null, []);
    return ok(null);
  };
}
