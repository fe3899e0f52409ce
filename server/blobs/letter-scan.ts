import { todayWib } from '../../shared/dates/wib.ts';
import { namedScan, type AttachedScan } from '../../shared/letters/attached-scan.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import type { Caller } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { membershipsOf, scopesOf } from '../sync/scope-rows.ts';
import { scanOwner } from './scan-owner.ts';

/**
 * The scan as a letter names it, for accounts that may read that letter. An unreadable letter and one that does not
 * name the file get the same answer as one that does not exist (PROTOCOL A4).
 */
export async function letterScan(
  deps: Deps,
  { masters, account }: Caller,
  letterId: string,
  sha256: string,
): Promise<Result<AttachedScan, ErrorCode>> {
  const letter = await deps.store.read((tx) => scanOwner(tx, letterId));
  if (!letter) return err('NOT_FOUND');
  const whole = membershipsOf(letter.type, letter.doc).filter(({ type }) => type === letter.type);
  const readable = whole.map(({ scope }) => scope);
  const mine = scopesOf(masters, account, todayWib(deps.clock.now()));
  if (!mine.some((scope) => readable.includes(scope))) return err('NOT_FOUND');
  const scan = namedScan(letter, sha256);
  return scan ? ok(scan) : err('NOT_FOUND');
}
