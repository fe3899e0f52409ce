import { todayWib } from '../../shared/dates/wib.ts';
import { namedScan, type AttachedScan } from '../../shared/letters/attached-scan.ts';
import { scanKinds } from '../../shared/records/kinds.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { idsOfAccount } from '../../shared/sync/account-ids.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { sha256 } from '../auth/tokens.ts';
import type { Caller } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import { scopesOf } from '../sync/scope-rows.ts';

/** A scan as a letter names it, and the id of that letter. */
export interface LetterScan {
  readonly scan: AttachedScan;
  readonly letter: string;
}

/** The file as a document of that id names it which is in one of these scopes; `isThere`: whether there is any such document. */
async function servedScan(
  tx: Tx,
  mine: readonly string[],
  id: string,
  file: string,
): Promise<{ readonly isThere: boolean; readonly scan: AttachedScan | null }> {
  const rows = (await tx.scopes.ofDoc(id)).filter(({ live }) => live);
  for (const { type, scans } of scanKinds) {
    const isMine = rows.some((row) => row.type === type && mine.includes(row.scope));
    const stored = isMine ? await tx.docs.get(type, id) : null;
    const scan = stored && namedScan({ scans: scans?.(docOf(stored)) ?? [] }, file);
    if (scan) return { isThere: true, scan };
  }
  return { isThere: rows.length > 0, scan: null };
}

/**
 * The scan as a document names it, for accounts that are served that document. An unreadable one and one that does not
 * name the file get the same answer as one that does not exist (PROTOCOL A4). The desk may know it by an id that was taken by
 * another account (P15).
 */
export async function letterScan(
  deps: Deps,
  { masters, account }: Caller,
  letterId: string,
  file: string,
): Promise<Result<LetterScan, ErrorCode>> {
  const mine = scopesOf(masters, account, todayWib(deps.clock.now()));
  for (const id of idsOfAccount(sha256, letterId, account.id)) {
    const { isThere, scan } = await deps.store.read((tx) => servedScan(tx, mine, id, file));
    if (!isThere) return err('NOT_FOUND');
    if (scan) return ok({ scan, letter: id });
  }
  return err('NOT_FOUND');
}
