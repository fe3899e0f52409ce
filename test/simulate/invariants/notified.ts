import type { Scene } from '../world.ts';
import { viewRegister, type KeptDesk } from '../register-view.ts';
import { copiesOf } from './copies.ts';

/** Somewhat more than the longest time between two handshakes of a desk (renderer/data/sync/round.ts). */
const handshakeMs = 31 * 60_000;
/** Long enough to sign in and exchange once. */
const sittingMs = 5 * 60_000;
/** Older forks are no news (PROTOCOL E7). */
const newsMs = 80 * 86_400_000;

/** By desk: when a fork was last found among the desks with its data. */
function forksOf(desks: readonly KeptDesk[]): ReadonlyMap<string, number> {
  const rootOf = (id: string): string => {
    const origin = desks.find((desk) => desk.id === id)?.origin ?? null;
    return origin === null ? id : rootOf(origin);
  };
  const byRoot = new Map<string, number>();
  for (const { id, copied_at: at } of desks) {
    if (at !== null) byRoot.set(rootOf(id), Math.max(at, byRoot.get(rootOf(id)) ?? 0));
  }
  return new Map(desks.flatMap(({ id }) => (byRoot.has(rootOf(id)) ? [[id, byRoot.get(rootOf(id)) ?? 0]] : [])));
}

async function notNotified(scene: Scene): Promise<readonly string[]> {
  const forks = forksOf(viewRegister(await scene.server.backup()).desks);
  const broken: string[] = [];
  for (const { pc } of scene.clerks) {
    const info = await pc.program?.core.desk.describe();
    const at = info?.ok ? forks.get(info.value.desk?.id ?? '') : undefined;
    if (at === undefined || scene.now() - at > newsMs) continue;
    for (const { who, store } of copiesOf(scene)) {
      if (!who.startsWith(`${pc.name} `)) continue;
      const notified = store.all('meta').find(({ key }) => key === 'copied')?.value as
        { readonly at: number } | undefined;
      if ((notified?.at ?? 0) < at) broken.push(`S26: ${who} was not notified that the desk was copied or rewound`);
    }
  }
  return broken;
}

/** S26: everybody at a desk that was rewound or copied, at its copies and at the desk it came from is notified (E7). */
export async function checkNotified(scene: Scene): Promise<readonly string[]> {
  if ((await notNotified(scene)).length === 0) return [];
  // The fork itself may be found by the handshakes of the first of these times.
  for (let times = 0; times < 2; times++) {
    await scene.timeline.runTo(scene.timeline.now() + handshakeMs);
    if ((await notNotified(scene)).length === 0) return [];
  }
  // Who left before the fork was found hears of it when he sits down again.
  for (const { accounts, sit } of scene.clerks) {
    for (const account of accounts) {
      sit(account);
      await scene.timeline.runTo(scene.timeline.now() + sittingMs);
    }
  }
  return notNotified(scene);
}
