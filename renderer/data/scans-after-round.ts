import type { HeldScan, ScanVerdict } from '../../shared/desk/scans.ts';
import { namedScan } from '../../shared/letters/attached-scan.ts';
import type { Filing } from './filing.ts';

/** A letter of which the stub is here is another's secret; one of which nothing is here may still be on its way. */
async function verdictOn(filing: Filing, { sha256, letter, own }: HeldScan): Promise<ScanVerdict['is']> {
  const { index } = filing;
  if (!own) return index.find('letter', letter) ? 'named' : 'gone';
  const doc = (await filing.find('letter', letter))?.doc;
  if (doc) return namedScan(doc, sha256) ? 'named' : 'unnamed';
  return index.find('letterStub', letter) ? 'gone' : 'unnamed';
}

/**
 * Tells the desk which of its scans this account's letters still name (PROTOCOL A3, A4): after something left the store
 * and with every start about all of them, else about those this account attached and nobody has yet. Says nothing before
 * everything that lies in the store was read.
 */
export async function judgeScans(filing: Filing): Promise<void> {
  const { desk, account } = filing.world;
  if (filing.standIn || !filing.complete) return;
  const all = filing.lettersLeft;
  // What leaves from here on is asked about the next time.
  filing.lettersLeft = false;
  const held = await desk.heldScans(account.id, all ? 'all' : 'own');
  const verdicts: ScanVerdict[] = [];
  for (const scan of held.ok ? held.value : []) {
    verdicts.push({ sha256: scan.sha256, letter: scan.letter, is: await verdictOn(filing, scan) });
  }
  const told = verdicts.length === 0 ? held : await desk.judgeScans(account.id, verdicts);
  if (!told.ok) filing.lettersLeft ||= all;
}

/**
 * Lets the desk send scans once the entries are through; nothing waits for it, files are large (PROTOCOL A2). The life
 * of the server is the one that was read last: what was sent in another one is asked for again.
 */
export async function sendScans(filing: Filing): Promise<void> {
  const { world } = filing;
  await judgeScans(filing);
  const epoch = (await world.store.get('meta', 'epoch'))?.value;
  if (typeof epoch === 'string') await world.desk.sendScans(world.account.id, epoch);
}
