import type { Account } from '../../shared/people/people.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import type { DeskIdentity, SessionAnswer } from '../../shared/sync/session-api.ts';
import { chainStart } from '../../shared/sync/operation.ts';
import type { Parts } from '../parts.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { accountByName } from '../sync/masters.ts';
import { newToken, sha256 } from './tokens.ts';

/** Checks name and password. Wrong name and wrong password are one answer and take the same time. */
export async function checkPassword(
  parts: Parts,
  given: { readonly username: string; readonly password: string },
  from: string,
): Promise<Result<Account, ErrorCode>> {
  const username = given.username.trim().toLowerCase();
  const key = `${from} ${username}`;
  if (!parts.tries.take(key)) return err('TOO_MANY_TRIES');
  const { account, stored } = await parts.store.read(async (tx) => {
    const found = accountByName(await parts.masters.at(tx), username);
    return { account: found, stored: found ? await tx.accounts.password(found.id) : null };
  });
  const right = await parts.passwords.matches(stored, given.password);
  if (!right || !account) return err('WRONG_PASSWORD');
  parts.tries.clear(key);
  return account.disabled ? err('ACCOUNT_DISABLED') : ok(account);
}

/** Opens a session; at a desk it also remembers that this account gave its password there (PROTOCOL P10). */
export async function openSession(
  tx: Tx,
  parts: Parts,
  account: Account,
  desk: DeskRow | null,
): Promise<SessionAnswer> {
  const token = newToken(parts.random);
  const now = parts.clock.now();
  await tx.accounts.putSession({
    tokenHash: sha256(token),
    account: account.id,
    desk: desk?.id ?? null,
    lastUsed: now,
  });
  if (desk) await tx.desks.setKnown(desk.id, account.id);
  return { token, expiresAt: now + parts.settings.sessionMs, account };
}

/** Makes a desk. Codes are `D01`, `D02`, … in the order of enrolment. */
export async function enrolDesk(
  tx: Tx,
  parts: Pick<Parts, 'ids' | 'random' | 'clock' | 'settings'>,
  given: {
    readonly name: string;
    readonly machine: string;
    /** The desk it was copied from, up to which place of its sequence (PROTOCOL E5). */
    readonly copyOf?: { readonly desk: string; readonly seq: number };
  },
): Promise<{ readonly desk: DeskRow; readonly token: string }> {
  const token = newToken(parts.random);
  const n = (await tx.desks.all()).length + 1;
  const desk: DeskRow = {
    id: parts.ids.next(),
    code: `D${String(n).padStart(2, '0')}`,
    name: given.name,
    machine: given.machine,
    tokenHash: sha256(token),
    inc: 1,
    lastSeq: 0,
    lastHash: chainStart,
    retired: false,
    lost: false,
    blockSize: parts.settings.blockSize,
    createdAt: parts.clock.now(),
    lastSeen: parts.clock.now(),
    reported: (await tx.clock()).epoch,
    origin: given.copyOf?.desk ?? null,
    originSeq: given.copyOf?.seq ?? 0,
  };
  await tx.desks.put(desk);
  return { desk, token };
}

export function identityOf({ id, code, name, inc }: DeskRow): DeskIdentity {
  return { id, code, name, inc };
}
