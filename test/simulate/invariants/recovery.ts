import { tableNames } from '../../../renderer/data/store.ts';
import type { SimStore } from '../sim-store.ts';
import type { Scene } from '../world.ts';

/** Everything but notes, of which the time of the last exchange is one. */
function contentOf(store: SimStore): string {
  const tables = tableNames.filter((table) => table !== 'meta');
  return JSON.stringify(tables.map((table) => store.all(table)));
}

const startingMs = 3 * 60_000;

async function restartAll({ clerks, timeline }: Scene): Promise<void> {
  for (const { pc } of clerks) if (pc.program) pc.kill({ powerCut: false });
  await timeline.runTo(timeline.now() + 1_000);
  for (const clerk of clerks) if (!clerk.dead()) clerk.switchOn();
  await timeline.runTo(timeline.now() + startingMs);
}

/**
 * S18: recovery done twice is recovery done once. The first start may still restore what a store lost silently; the
 * second one changes nothing.
 */
export async function checkRestarts(scene: Scene): Promise<readonly string[]> {
  const broken: string[] = [];
  const stores = scene.clerks.flatMap(({ pc }) =>
    [...pc.profile.stores].map(([id, store]) => ({ who: `${pc.name} ${id}`, store })),
  );
  for (const { pc } of scene.clerks) {
    pc.net.trouble.down = true;
    pc.net.cut();
  }
  let before = stores.map(({ store }) => contentOf(store));
  for (let n = 1; n <= 2; n++) {
    await restartAll(scene);
    const after = stores.map(({ store }) => contentOf(store));
    for (const [i, { who }] of stores.entries()) {
      if (after[i] === before[i] || (n === 1 && !scene.lossless)) continue;
      broken.push(`S18: start ${n} without the network changed what ${who} holds`);
    }
    before = after;
  }
  return broken;
}
