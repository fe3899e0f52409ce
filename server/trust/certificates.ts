import type { Certificate } from '../../shared/sync/proof.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { isOwnCertificate, sealsOf } from './seals.ts';

/**
 * PROTOCOL T15: restores keys that the register forgot, by its own certificates. A known key stays as it is: it may
 * have ended. A certificate without a valid seal is noted. A later key replaces an earlier one.
 */
export async function takeCertificates(
  tx: Tx,
  desk: DeskRow,
  shown: readonly Certificate[],
  now: number,
): Promise<void> {
  const seals = await sealsOf(tx);
  for (const one of [...shown].sort((a, b) => a.at - b.at)) {
    const isHere = one.desk === desk.id || one.desk === desk.origin;
    if (!isHere || !isOwnCertificate(seals, one)) {
      await tx.desks.addFault(desk.id, 'broken-seal', now);
      continue;
    }
    const { key, account, at } = one;
    if (await tx.keys.get(key)) continue;
    const inUse = await tx.keys.inUse(one.desk, account);
    if (inUse && inUse.since >= at) continue;
    await tx.keys.endAt(one.desk, account, now, 'replaced');
    await tx.keys.add({ key, desk: one.desk, account, since: at });
  }
}
