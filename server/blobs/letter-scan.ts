import { todayWib } from '../../shared/dates/wib.ts';
import { namedScan, type AttachedScan } from '../../shared/letters/attached-scan.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { idsOfAccount } from '../../shared/sync/account-ids.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { sha256 } from '../auth/tokens.ts';
import type { Caller } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { membershipsOf, scopesOf } from '../sync/scope-rows.ts';
import { scanOwner } from './scan-owner.ts';

/** A scan as a letter names it, and the id of that letter. */
export interface LetterScan {
  readonly scan: AttachedScan;
  readonly letter: string;
}

/**
 * The scan as a letter names it, for accounts that may read that letter. An unreadable letter and one that does not
 * name the file get the same answer as one that does not exist (PROTOCOL A4). The desk may know the letter by an id that
 * was taken by another account (P15).
 */
export async function letterScan(
  deps: Deps,
  { masters, account }: Caller,
  letterId: string,
  file: string,
): Promise<Result<LetterScan, ErrorCode>> {
  const mine = scopesOf(masters, account, todayWib(deps.clock.now()));
  for (const id of idsOfAccount(sha256, letterId, account.id)) {
    const letter = await deps.store.read((tx) => scanOwner(tx, id));
    if (!letter) return err('NOT_FOUND');
    const whole = membershipsOf(letter.type, letter.doc).filter(({ type }) => type === letter.type);
    const isMine = whole.some(({ scope }) => mine.includes(scope));
    const scan = isMine ? namedScan(letter, file) : null;
    if (scan) return ok({ scan, letter: id });
  }
  return err('NOT_FOUND');
}
