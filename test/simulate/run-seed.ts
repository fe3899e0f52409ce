import { drawPlan, faults, steadyPlan, type Fault } from './plan.ts';
import { makeChance } from './random.ts';
import { runWorld, type WorldOptions, type WorldResult } from './world.ts';

export interface SeedOptions {
  /** Lines of history to keep; few, unless somebody wants to read them. */
  readonly keep?: number;
  /** Runs it a second time and compares the histories. */
  readonly twice?: boolean;
  /** Whether a desk lies; absent: the seed decides. */
  readonly dishonest?: boolean;
  /** Kinds of trouble left out, for looking at one thing alone. */
  readonly without?: readonly string[];
}

/** The outcome of a seed; plain data, so that it can be sent between threads. */
export interface SeedReport {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly hash: string;
  readonly trace: readonly string[];
  readonly events: number;
  readonly saved: number;
  readonly faults: readonly Fault[];
}

/** Every so many seeds one is run again, for what only two runs can show. */
const again = 100;
const tenth = 10;

/** Far enough to be noticed by anything that compares clocks, and still the same day. */
const shiftMs = -2 * 3_600_000;

/** S17: with all PCs' clocks off by the same, everything but the recorded times is the same. */
async function checkClocks(options: WorldOptions): Promise<readonly string[]> {
  const drawn = drawPlan(makeChance(options.seed));
  // A time is written with more or fewer digits: where single bytes decide, worlds part for that alone.
  const plan: WorldOptions['plan'] = {
    ...options.plan,
    yearEnd: false,
    fileBytes: 16 * 1024 * 1024,
    net: { ...drawn.net, most: 0 },
    torn: false,
    faults: (options.plan?.faults ?? drawn.faults).filter((fault) => fault !== 'disk-full'),
  };
  const calm = { ...options, plan };
  const right = await runWorld(calm);
  const off = await runWorld({ ...calm, clockShift: shiftMs });
  return right.outcome() === off.outcome()
    ? []
    : ['S17: clocks that are off by two hours change more than recorded times'];
}

/** Runs one seed with all its checks. */
export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedReport> {
  const { keep = 60, twice = seed % again === 1, without = [], dishonest } = options;
  const drawn = drawPlan(makeChance(seed), dishonest);
  const world: WorldOptions = {
    seed,
    keep,
    plan: { ...drawn, faults: drawn.faults.filter((fault) => !without.includes(fault)) },
  };
  const first = await runWorld(world);
  const more: string[] = [];
  if (twice && (await runWorld(world)).hash !== first.hash) more.push('the same seed gave another history');
  if (seed % again === 2) more.push(...(await checkClocks(world)));
  if (seed % tenth === 4) more.push(...(await checkSteady({ seed, keep })));
  return report(first, more);
}

/** S28: in an office where nothing fails the numbers of the book run without a gap. */
async function checkSteady(options: WorldOptions): Promise<readonly string[]> {
  const plan = steadyPlan(drawPlan(makeChance(options.seed)));
  return (await runWorld({ ...options, plan })).broken;
}

function report({ seed, broken, hash, trace, events, saved, plan }: WorldResult, more: readonly string[]): SeedReport {
  return { seed, broken: [...broken, ...more], hash, trace, events, saved, faults: plan.faults };
}

export const knownFaults: readonly string[] = faults;
