import { ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import type { PasswordRequest } from '../../shared/sync/session-api.ts';
import type { Deps } from '../deps.ts';
import type { Asked } from '../http/cookies.ts';
import { writeAs, type Caller } from './callers.ts';
import { endAccount } from './ends.ts';
import { checkPassword, stillRight, type DoorFault } from './sign-in.ts';

/**
 * PROTOCOL T51: an account changes its own password, on the word of the old one, whose tries are counted as those of a
 * sign-in. Every session and key of it ends, also here (T4): whoever had one of them has nothing more.
 */
export async function changePassword(
  deps: Deps,
  asked: Asked,
  { account, desk }: Caller,
  { password, next, key, proof }: PasswordRequest,
  source: string,
): Promise<Result<null, DoorFault>> {
  const right = await checkPassword(deps, { username: account.username, password, key, proof }, desk, source);
  if (!right.ok) return right;
  const hash = await deps.passwords.hash(next);
  // Both took their time: the caller may be signed out, or the password another one.
  const changed = await writeAs(deps, asked, 'anyone', async (tx, now): Promise<ErrorCode | null> => {
    if (now.account.id !== account.id) return 'NOT_SIGNED_IN';
    const still = await stillRight(tx, deps, right.value);
    if (!still.ok) return still.error.code;
    await tx.accounts.setPassword(account.id, hash);
    await endAccount(tx, account.id, 'password', deps.clock.now());
    return null;
  });
  if (!changed.ok) return { ok: false, error: { code: changed.error } };
  return changed.value === null ? ok(null) : { ok: false, error: { code: changed.value } };
}
