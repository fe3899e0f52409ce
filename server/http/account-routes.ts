import type { FastifyInstance } from 'fastify';
import type { Account } from '../../shared/people/people.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { accountRequest, minPassword } from '../../shared/sync/session-api.ts';
import { adminOf } from '../auth/callers.ts';
import type { Parts } from '../parts.ts';
import { accountRule } from '../sync/cross-rules.ts';
import { serverWriter, writeDoc } from '../sync/write-doc.ts';
import { bodyOf, fail } from './answers.ts';

const tooShort = (body: unknown): boolean => {
  const password = (body as { readonly password?: unknown } | null)?.password;
  return typeof password === 'string' && password.length < minPassword;
};

/** Accounts with their passwords: no desk can change them offline. */
export function accountRoutes(app: FastifyInstance, parts: Parts): void {
  app.get(paths.accounts, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    return { accounts: caller.value.masters.all<Account>('account') };
  });

  app.post(paths.accounts, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    if (tooShort(request.body)) return fail(reply, 'WEAK_PASSWORD');
    const body = bodyOf(request, accountRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const { password, ...account } = body;
    const hash = password === null ? null : await parts.passwords.hash(password);
    const failed = await parts.store.write(async (tx): Promise<ErrorCode | null> => {
      const masters = await parts.masters.at(tx);
      const known = masters.get<Account>('account', account.id);
      const refusal = accountRule(masters, account);
      if (refusal) return refusal.code === 'USERNAME_TAKEN' ? 'USERNAME_TAKEN' : 'FORBIDDEN';
      if (!known && hash === null) return 'WEAK_PASSWORD';
      if (hash !== null) await tx.accounts.setPassword(account.id, hash);
      if (hash !== null || account.disabled) {
        await tx.accounts.endSessionsOf(account.id, caller.value.session.tokenHash);
      }
      await writeDoc(
        tx,
        { type: 'account', id: account.id },
        { ...known, ...account },
        serverWriter(caller.value.account.id),
      );
      return null;
    });
    if (failed) return fail(reply, failed);
    await parts.committed([]);
    return { account };
  });
}
