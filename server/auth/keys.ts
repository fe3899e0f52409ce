import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';

/**
 * Takes the key that came with a password as the account's at that desk; the one before ends (PROTOCOL T1). A key that
 * ended never counts again, whoever shows it: somebody may have it who knew the old password. One of somebody else, or
 * of another desk, is nobody's to give.
 */
export async function takeKey(
  tx: Tx,
  place: { readonly desk: string; readonly account: string },
  key: string,
  now: number,
): Promise<Result<null, ErrorCode>> {
  const { desk, account } = place;
  const known = await tx.keys.get(key);
  if (known) {
    if (known.desk !== desk || known.account !== account) return err('FORBIDDEN');
    return known.endedAt === null ? ok(null) : err('KEY_ENDED');
  }
  await tx.keys.endAt(desk, account, now, 'replaced');
  await tx.keys.add({ key, desk, account, since: now });
  return ok(null);
}
