import type { World } from '../ports.ts';

/** The version up to which each scope is read; a scope that is absent was never read to its end. */
export type Cursors = Readonly<Record<string, number>>;

/** Read from `meta`, where cursors change in one transaction with the rows they cover (PROTOCOL L3). */
export async function cursorsOf({ store }: Pick<World, 'store'>): Promise<Cursors> {
  return ((await store.get('meta', 'cursors'))?.value ?? {}) as Cursors;
}
