import { todayWib } from '../../../shared/dates/wib.ts';
import { viewRegister, type RegisterView } from '../register-view.ts';
import type { Scene } from '../world.ts';
import { checkActs, checkForms, checkValues } from './content.ts';
import { checkCopies, checkDisks, checkSecrets, checkSizes } from './copies.ts';
import { checkChains, checkIncarnations, checkOnce, checkSaved, checkVerdicts } from './entries.ts';
import { checkLiar } from './dishonest.ts';
import { checkGaps, checkNoGap, checkNumbered, checkNumbers, checkNumbersStay } from './numbers.ts';
import { checkRestarts } from './recovery.ts';
import { checkNotified } from './notified.ts';

/** Times and what is made of them; everything else must not depend on a clock. */
const timely = new Set(['at', 'wall', 'skewMs']);

function withoutTimes(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => (timely.has(key) ? undefined : value));
}

/** The content of a register, without times. */
export function outcomeOf(register: RegisterView): string {
  const docs = [...register.docs.values()].sort((a, b) => (`${a.type}${a.id}` < `${b.type}${b.id}` ? -1 : 1));
  const results = register.ops.map(({ desk, seq, status, rv }) => [desk, seq, status, rv]);
  return JSON.stringify([docs.map(({ type, id, rv, json }) => [type, id, rv, withoutTimes(json)]), results]);
}

/** Sums are compared this often when nothing gives a reason to (PROTOCOL L9), and a pull may lie between. */
const comparedMs = 16 * 60_000;

interface Rested {
  readonly register: RegisterView;
  /** What is wrong with the copies of it. */
  readonly copies: readonly string[];
}

/** A store that lost rows silently is repaired when its sums are compared next. */
async function waitForSums(scene: Scene): Promise<Rested> {
  const until = scene.timeline.now() + comparedMs;
  for (;;) {
    const register = viewRegister(await scene.server.backup());
    const copies = checkCopies(scene, register, todayWib(scene.now()));
    if (copies.length === 0 || scene.timeline.now() > until) return { register, copies };
    await scene.timeline.runTo(scene.timeline.now() + 60_000);
  }
}

/**
 * Checks the end of a world against every invariant of this folder, S1 to S20, S26 and S28 (they are not the S rules of
 * PROTOCOL.md); returns the register.
 */
export async function checkEverything(scene: Scene, quiet: boolean): Promise<RegisterView> {
  const incarnations = quiet ? await checkIncarnations(scene) : [];
  const notified = quiet ? await checkNotified(scene) : [];
  const rested = quiet ? await waitForSums(scene) : null;
  const register = rested?.register ?? viewRegister(await scene.server.backup());
  const today = todayWib(scene.now());
  const { broken } = scene.history;
  broken.push(
    ...checkSaved(scene, register, quiet),
    ...checkVerdicts(scene, register),
    ...checkOnce(scene, register),
    ...checkChains(register),
    ...checkNumbers(scene, register),
    ...checkActs(register),
    ...checkForms(register),
    ...checkValues(register),
    ...(await checkLiar(scene, register)),
  );
  if (!rested) return register;
  broken.push(
    ...incarnations,
    ...notified,
    ...rested.copies,
    ...checkSizes(scene, register),
    ...checkSecrets(scene, register, today),
    ...checkDisks(scene, register),
    ...checkNumbersStay(scene, register),
    ...checkNumbered(register),
    ...(await checkGaps(scene)),
  );
  if (scene.plan.steady) broken.push(...(await checkNoGap(scene)));
  if (scene.plan.restarts) broken.push(...(await checkRestarts(scene)));
  return register;
}
