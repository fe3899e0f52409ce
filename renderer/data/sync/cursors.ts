import { meta, readMeta, type Cursors } from '../meta.ts';
import type { World } from '../ports.ts';

/** How far each scope is read; changes in one transaction with the rows it covers (PROTOCOL L3). */
export async function cursorsOf({ store }: Pick<World, 'store'>): Promise<Cursors> {
  return (await readMeta(store, meta.cursors)) ?? {};
}
