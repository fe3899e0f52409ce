import type { LocalScan, ScanVerdict } from '../../shared/desk/scans.ts';
import { namedScan, type AttachedScan } from '../../shared/letters/attached-scan.ts';
import { scanKinds } from '../../shared/records/kinds.ts';
import { idsOfAccount } from '../../shared/sync/account-ids.ts';
import { meta, readMeta } from './meta.ts';
import type { Replica } from './replica.ts';
import { digest } from './sha256.ts';

/** Every scan the document of that id ever named; null: it is not here. */
export async function scansHere(replica: Replica, id: string): Promise<readonly AttachedScan[] | null> {
  for (const { type, scans } of scanKinds) {
    const doc = (await replica.find(type, id))?.doc;
    if (doc) return scans?.(doc) ?? [];
  }
  return null;
}

/** Whether a document of that id, or one the account got in its place, names the file (PROTOCOL P15). */
async function isNamed(replica: Replica, letter: string, sha256: string): Promise<boolean | null> {
  let found: boolean | null = null;
  for (const id of idsOfAccount(digest, letter, replica.world.account.id)) {
    const scans = await scansHere(replica, id);
    if (scans && namedScan({ scans }, sha256)) return true;
    if (scans) found = false;
  }
  return found;
}

/** A letter of which the stub is here is another's secret; one of which nothing is here may not have arrived yet. */
async function verdictOn(replica: Replica, { sha256, letter, own }: LocalScan): Promise<ScanVerdict['is']> {
  const { index } = replica;
  const hidden = index.line(letter)?.hidden;
  // What is held whole has no line: it is here or it is not.
  if (!own && hidden === undefined) return (await scansHere(replica, letter)) === null ? 'gone' : 'named';
  if (!own) return hidden ? 'gone' : 'named';
  const named = await isNamed(replica, letter, sha256);
  if (named !== null) return named ? 'named' : 'unnamed';
  return hidden === true ? 'gone' : 'unnamed';
}

/**
 * Reports to the desk which of its scans this account's letters still name (PROTOCOL A3, A4): all of them after
 * something left the store and at every start, otherwise those this account attached and no letter names yet. Does
 * nothing until the whole store was read.
 */
export async function judgeScans(replica: Replica): Promise<void> {
  const { desk, account } = replica.world;
  if (replica.standIn || !replica.complete) return;
  const all = replica.lettersLeft;
  // What leaves from here on is asked about the next time.
  replica.lettersLeft = false;
  const localScans = await desk.heldScans(account.id, all ? 'all' : 'own');
  const verdicts: ScanVerdict[] = [];
  for (const scan of localScans.ok ? localScans.value : []) {
    verdicts.push({ sha256: scan.sha256, letter: scan.letter, is: await verdictOn(replica, scan) });
  }
  const judged = verdicts.length === 0 ? localScans : await desk.judgeScans(account.id, verdicts);
  if (!judged.ok) replica.lettersLeft ||= all;
}

/**
 * Lets the desk send scans once the entries are sent; nothing waits for it, because files are large (PROTOCOL A2). The
 * epoch is the one read last: scans sent in another one are checked again.
 */
export async function sendScans(replica: Replica): Promise<void> {
  const { world } = replica;
  await judgeScans(replica);
  const epoch = await readMeta(world.store, meta.epoch);
  if (epoch !== null) await world.desk.sendScans(world.account.id, epoch);
}
