import type { FastifyInstance } from 'fastify';
import { accountRule } from '../../shared/people/account-rule.ts';
import type { Account } from '../../shared/people/people.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { accountRequest } from '../../shared/sync/session-api.ts';
import { writeAs, type Caller } from '../auth/callers.ts';
import { givesWeakPassword } from '../auth/common-passwords.ts';
import { endAccount } from '../auth/ends.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { serverWriter, writeDoc } from '../sync/write-doc.ts';
import { asking, bodyOf, fail } from './answers.ts';

/** Accounts with their passwords: no desk can change them offline. */
export function accountRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    paths.accounts,
    asking(deps, 'admin', async ({ masters }) => ({ accounts: masters.all<Account>('account') })),
  );

  app.post(
    paths.accounts,
    asking(deps, 'admin', async (_caller, request, reply) => {
      if (await givesWeakPassword(request.body)) return fail(reply, 'WEAK_PASSWORD');
      const body = bodyOf(request, accountRequest);
      if (!body) return fail(reply, 'BAD_REQUEST');
      const { password, ...account } = body;
      const hash = password === null ? null : await deps.passwords.hash(password);
      // The hash took its time: the caller may no longer be an administrator.
      const saved = await writeAs(deps, request, 'admin', (tx, caller) => saveAccount(tx, deps, caller, account, hash));
      if (!saved.ok) return fail(reply, saved.error);
      if (saved.value) return fail(reply, saved.value);
      await deps.committed([]);
      await deps.ended();
      return { account };
    }),
  );
}

/** Writes the account, and ends what a new password or a disabled account ends (PROTOCOL T4). */
async function saveAccount(
  tx: Tx,
  deps: Deps,
  { account: by, masters }: Caller,
  account: Account,
  hash: string | null,
): Promise<ErrorCode | null> {
  const known = masters.get<Account>('account', account.id);
  const refusal = accountRule(masters.all('account'), account, masters.all('agency'));
  if (refusal?.kind === 'input') return refusal.code === 'USERNAME_TAKEN' ? 'USERNAME_TAKEN' : 'BAD_REQUEST';
  if (refusal) return 'FORBIDDEN';
  if (!known && hash === null) return 'WEAK_PASSWORD';
  const now = deps.clock.now();
  if (hash !== null) {
    await tx.accounts.setPassword(account.id, hash);
    await endAccount(tx, account.id, 'password', now);
  }
  if (account.disabled) await endAccount(tx, account.id, 'disabled', now);
  await writeDoc(tx, { type: 'account', id: account.id }, { ...known, ...account }, serverWriter(by.id));
  return null;
}
