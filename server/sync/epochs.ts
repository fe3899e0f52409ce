import type { Tx } from '../store/store.ts';

const epochsKey = 'epochs';
/** How many epochs are remembered; a register is not restored that often. */
const maxEpochs = 100;

async function readEpochs(tx: Tx): Promise<readonly string[]> {
  return JSON.parse((await tx.meta(epochsKey)) ?? '[]') as readonly string[];
}

/** Whether that epoch is the present one or one known to be over. */
export async function knowsEpoch(tx: Tx, epoch: string): Promise<boolean> {
  return epoch === (await tx.clock()).epoch || (await readEpochs(tx)).includes(epoch);
}

/** Remembers epochs of the register. */
export async function noteEpochs(tx: Tx, epochs: readonly string[]): Promise<void> {
  const all = new Set([...(await readEpochs(tx)), ...epochs]);
  await tx.setMeta(epochsKey, JSON.stringify([...all].slice(-maxEpochs)));
}
