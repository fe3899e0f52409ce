import { todayWib } from '../../shared/dates/wib.ts';
import { baseOffice, lastEvening, workingDay } from './base-office.ts';
import { makeClerk, type Clerk, type ClerkWorld } from './clerk.ts';
import { makeHistory, type History } from './history.ts';
import { checkEverything, outcomeOf } from './invariants/all.ts';
import { happen } from './faults.ts';
import { makePc, type Pc, type Profile } from './pc.ts';
import { makeLiar, type LiarRecord } from './dishonest/liar.ts';
import { drawPlan, type Fault, type PcPlan, type Plan } from './plan.ts';
import { makeChance } from './random.ts';
import { viewRegister } from './register-view.ts';
import { simNet } from './sim-net.ts';
import { heal, startServer, waitForQuiet } from './quiet.ts';
import { simServer, type SimServer } from './sim-server.ts';
import { makeTimeline, type Timeline } from './timeline.ts';
import { makeTrace } from './trace.ts';
import { cheapCrypto, realCrypto } from './world-crypto.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Overrides parts of the plan drawn from the seed. */
  readonly plan?: Partial<Plan>;
  /** Every PC's clock is off by this much from the start, ms. */
  readonly clockShift?: number;
  /** Lines of history to keep. */
  readonly keep?: number;
}

export interface WorldResult {
  readonly seed: number;
  /** Empty: every promise was kept. */
  readonly broken: readonly string[];
  readonly hash: string;
  readonly trace: readonly string[];
  readonly events: number;
  readonly saved: number;
  readonly plan: Plan;
  /** The register at the end, without times: for comparing two worlds. */
  outcome(): string;
}

/** What the checks look at. */
export interface Scene {
  readonly timeline: Timeline;
  readonly server: SimServer;
  readonly clerks: readonly Clerk[];
  readonly history: History;
  readonly plan: Plan;
  /** No fault in this world removes what a desk has read. */
  readonly lossless: boolean;
  /** True time, ms since 1970. */
  readonly now: () => number;
  readonly note: (line: string) => void;
  /** What the desk did that lies, if one does. */
  readonly liar: LiarRecord | null;
  /** The epoch of the register at the beginning. */
  readonly epoch: string;
}

/** More than in any small office; beyond it copies of copies only take time. */
const maxPcs = 8;

/** Only after these may the sums of a desk and of the server differ: otherwise the pull itself missed something. */
const losing: readonly Fault[] = [
  'store-wiped',
  'store-loses-rows',
  'profile-back',
  'profile-copied',
  'server-restored',
];

/** One office from its first day to the evening after its last trouble. The same options give the same history. */
export async function runWorld(options: WorldOptions): Promise<WorldResult> {
  const seed = makeChance(options.seed);
  const plan: Plan = { ...drawPlan(seed), ...options.plan };
  const timeline = makeTimeline();
  const trace = makeTrace(options.keep ?? 60);
  const note = (line: string): void => trace.add(timeline.now(), line);
  const start = plan.yearEnd ? lastEvening : workingDay;
  const clock = { now: () => start + timeline.now() };
  const history = makeHistory();
  const broken = (what: string): void => {
    note(`BROKEN ${what}`);
    history.broken.push(what);
  };
  const crypto = plan.realCrypto ? realCrypto : cheapCrypto;
  const server = simServer(
    { timeline, chance: seed.fork('server'), clock, blockSize: plan.blockSize, verify: crypto.verify },
    await baseOffice(plan.letters, plan.dishonest),
  );
  await startServer(timeline, server);
  const { epoch } = viewRegister(await server.backup());

  const lossless = !plan.faults.some((fault) => losing.includes(fault));
  const report = (pc: string, where: string, error: unknown): void => {
    note(`${pc} reports ${where}: ${error instanceof Error ? error.message : String(error)}`);
    if (where === 'repair' && lossless) broken(`S15: ${pc} had to be repaired though nothing was lost`);
    if (error instanceof TypeError || error instanceof ReferenceError) broken(`a rule threw: ${error.stack ?? ''}`);
  };
  const clerks: Clerk[] = [];
  const addClerk = ({ name, accounts, windows, keychain }: PcPlan, prepare: (pc: Pc) => void): void => {
    const chance = seed.fork(name);
    const net = simNet(timeline, seed.fork(`${name} net`), server);
    net.trouble = { ...plan.net };
    const pc = makePc(
      { timeline, chance: chance.fork('pc'), clock, fileBytes: plan.fileBytes, torn: plan.torn, crypto, report },
      name,
      keychain,
      net,
    );
    pc.clockOff = options.clockShift ?? 0;
    prepare(pc);
    const world: ClerkWorld = { timeline, chance, history, today: () => todayWib(clock.now()), note, broken };
    const clerk = makeClerk(world, pc, { accounts, windows, pauseMs: plan.pauseMs });
    clerks.push(clerk);
    clerk.switchOn();
  };
  for (const pc of plan.pcs) addClerk(pc, () => undefined);

  const addPc = (profile: Profile, like: Clerk, machine: string): string | null => {
    if (clerks.length >= maxPcs) return null;
    const name = `${like.pc.name}s${clerks.length}`;
    addClerk({ name, accounts: like.accounts, windows: 1, keychain: like.pc.keychain }, (pc) => {
      pc.profile = profile;
      pc.machine = machine;
    });
    return name;
  };
  const fate = seed.fork('mishaps');
  const ends = new Set<() => void>();
  const lasting = (ms: number, end: () => void): void => {
    const once = (): void => {
      stop();
      ends.delete(once);
      end();
    };
    const stop = timeline.after(ms, once);
    ends.add(once);
  };
  const liar = plan.dishonest
    ? makeLiar({
        ...{ timeline, chance: seed.fork('liar'), clock, server, crypto, note, broken },
        today: () => todayWib(clock.now()),
        kinds: plan.liar.lies,
        untilMs: plan.activeMs,
        pauseMs: plan.liar.pauseMs,
        restored: () => history.restores.length > 0,
      })
    : null;
  liar?.begin();
  const world = { timeline, chance: fate, server, clerks, history, note, lasting, addPc };
  const fault = (): void => {
    timeline.after(fate.wait(plan.faultMs), () => {
      if (timeline.now() > plan.activeMs || plan.faults.length === 0) return;
      void happen(world, fate.pick(plan.faults)).catch((error: unknown) =>
        broken(`a fault could not be injected: ${String(error)}`),
      );
      fault();
    });
  };
  fault();

  const unhandled = (error: unknown): void =>
    broken(`nobody handled: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.on('unhandledRejection', unhandled);
  const scene: Scene = {
    timeline,
    server,
    clerks,
    history,
    plan,
    lossless,
    now: clock.now,
    note,
    liar: liar?.record ?? null,
    epoch,
  };
  await timeline.runTo(plan.activeMs);
  while (ends.size > 0) {
    for (const end of [...ends]) end();
    await timeline.runTo(timeline.now() + 1_000);
  }
  await heal(scene);
  const quiet = await waitForQuiet(scene);
  const register = await checkEverything(scene, quiet);
  for (const bug of server.bugs) history.broken.push(`the server reports: ${bug}`);
  process.off('unhandledRejection', unhandled);
  note(`end: ${history.saved.size} saved, ${timeline.events()} events`);
  return {
    seed: options.seed,
    broken: [...new Set(history.broken)],
    hash: trace.hash(),
    trace: trace.lines(),
    events: timeline.events(),
    saved: history.saved.size,
    plan,
    outcome: () => outcomeOf(register),
  };
}
