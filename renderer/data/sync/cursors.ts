import type { World } from '../ports.ts';

/** How far every scope is read; a scope that is not named was never read to its end. */
export type Cursors = Readonly<Record<string, number>>;

/** From `meta`, where they change in one transaction with what they speak of (PROTOCOL L3). */
export async function cursorsOf({ store }: Pick<World, 'store'>): Promise<Cursors> {
  return ((await store.get('meta', 'cursors'))?.value ?? {}) as Cursors;
}
