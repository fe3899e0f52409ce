import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import type { DeskRow, Tx } from '../store/store.ts';

/**
 * Takes the key that came with a password as the account's at that desk; the one before ends (PROTOCOL T1). A key that
 * ended never counts again, since somebody who knew the old password may have it: `KEY_ENDED` makes the desk generate
 * another one. The key of the desk this one was copied from still counts here (E5); another account's key is refused.
 */
export async function takeKey(
  tx: Tx,
  desk: Pick<DeskRow, 'id' | 'origin'>,
  account: string,
  key: string,
  now: number,
): Promise<Result<null, ErrorCode>> {
  const known = await tx.keys.get(key);
  if (known) {
    const here = known.desk === desk.id || known.desk === desk.origin;
    if (known.account !== account) return err('FORBIDDEN');
    return here && known.endedAt === null ? ok(null) : err('KEY_ENDED');
  }
  await tx.keys.endAt(desk.id, account, now, 'replaced');
  await tx.keys.add({ key, desk: desk.id, account, since: now });
  return ok(null);
}
