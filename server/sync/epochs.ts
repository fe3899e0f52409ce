import { meta } from '../store/meta.ts';
import type { Tx } from '../store/store.ts';

/** Desks not seen for longer need not report before numbers are issued again; journals go back this far. */
export const activeMs = 90 * 86_400_000;
/** How many epochs are remembered; a register is not restored that often. */
const maxEpochs = 100;

async function readEpochs(tx: Tx): Promise<readonly string[]> {
  return (await tx.meta(meta.epochs)) ?? [];
}

/** Whether that epoch is the present one or one known to be over. */
export async function knowsEpoch(tx: Tx, epoch: string): Promise<boolean> {
  return epoch === (await tx.clock()).epoch || (await readEpochs(tx)).includes(epoch);
}

/** Remembers epochs of the register. */
export async function noteEpochs(tx: Tx, epochs: readonly string[]): Promise<void> {
  const all = new Set([...(await readEpochs(tx)), ...epochs]);
  await tx.setMeta(meta.epochs, [...all].slice(-maxEpochs));
}

export async function noteRestored(tx: Tx, now: number): Promise<void> {
  await tx.setMeta(meta.restoredAt, now);
}

/** When the register was last found to be restored, ms; null when it never was. */
export async function restoredAt(tx: Tx): Promise<number | null> {
  return tx.meta(meta.restoredAt);
}

/** Whether the register was restored so recently that desks may still know what it does not. */
export async function recentlyRestored(tx: Tx, now: number): Promise<boolean> {
  const restored = await restoredAt(tx);
  return restored !== null && now - restored < activeMs;
}
