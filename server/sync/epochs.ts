import type { Tx } from '../store/store.ts';

const epochsKey = 'epochs';
/** So many lives are remembered; a register is not restored that often. */
const most = 100;

async function heardOf(tx: Tx): Promise<readonly string[]> {
  return JSON.parse((await tx.meta(epochsKey)) ?? '[]') as readonly string[];
}

/** Remembers a life of the register. Returns whether it had been heard of before. */
export async function noteEpoch(tx: Tx, epoch: string): Promise<boolean> {
  const heard = await heardOf(tx);
  if (heard.includes(epoch)) return true;
  await tx.setMeta(epochsKey, JSON.stringify([...heard, epoch].slice(-most)));
  return false;
}
