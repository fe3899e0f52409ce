import type { Chance } from './random.ts';
import { knownLies } from './dishonest/lies.ts';
import { calm, type NetTrouble } from './sim-net.ts';

/** Faults beside those of the network. */
export const faults = [
  'net-down',
  'net-portal',
  'program-crash',
  'power-cut',
  'crash-in-store',
  'crash-in-journal',
  'window-crash',
  'window-close',
  'store-wiped',
  'store-loses-rows',
  'store-full',
  'store-stuck',
  'store-late',
  'disk-full',
  'clock-jump',
  'server-crash',
  'server-crash-in-commit',
  'sign-out',
  'sessions-ended',
  'newer-command',
  'block-size',
  'profile-back',
  'profile-copied',
  'server-restored',
] as const;
export type Fault = (typeof faults)[number];

/** What one world is like: all of it drawn from its seed. */
export interface Plan {
  readonly pcs: readonly PcPlan[];
  readonly letters: number;
  readonly blockSize: number;
  /** Size of a journal file: small, so that some are removed within the short time of a world. */
  readonly fileBytes: number;
  readonly yearEnd: boolean;
  /** Whether a power cut leaves pieces of what was being written. */
  readonly torn: boolean;
  /** Whether every program is started twice more in the end, without the network. */
  readonly restarts: boolean;
  /** How long people work and things go wrong, virtual ms. */
  readonly activeMs: number;
  readonly pauseMs: number;
  readonly faults: readonly Fault[];
  /** Mean time between two faults, ms. */
  readonly faultMs: number;
  readonly net: NetTrouble;
  /** Whether it signs and encrypts as the program does; most worlds do it at next to no cost. */
  readonly realCrypto: boolean;
  /** Whether one of the desks lies, and if so how. */
  readonly dishonest: boolean;
  readonly liar: LiarPlan;
  /** Nothing fails and every desk stays connected: the agenda numbers run without a gap. */
  readonly steady: boolean;
}

export interface LiarPlan {
  readonly lies: readonly string[];
  readonly pauseMs: number;
  /** Whether the register is restored in this world whatever else happens: most lies about the past need that. */
  readonly restored: boolean;
}

export interface PcPlan {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly windows: number;
  readonly keychain: boolean;
}

/** Swarm testing: every seed switches on a few faults of its own, so that rare ones meet without interference. */
function drawNet(chance: Chance): NetTrouble {
  const rate = (limit: number): number => (chance.is(0.35) ? chance.next() * limit : 0);
  return {
    ...calm(),
    drop: rate(0.3),
    lose: rate(0.3),
    twice: rate(0.3),
    half: rate(0.15),
    odd: rate(0.15),
    slow: rate(0.1),
    mute: rate(1),
    most: chance.is(0.1) ? chance.between(1_500, 20_000) : 0,
  };
}

const people = [
  ['tu'],
  ['sekretaris', 'kadis'],
  ['umum'],
  ['aptika', 'kasi'],
  ['kadis'],
  ['admin', 'tu'],
  ['prakom', 'data'],
  ['kasi', 'umum'],
] as const;

function drawLiar(chance: Chance, activeMs: number): LiarPlan {
  const some = chance.some(knownLies, chance.pick([0.15, 0.4, 0.8]));
  return {
    lies: some.length > 0 ? some : [chance.pick(knownLies)],
    pauseMs: Math.round(activeMs / chance.between(20, 60)),
    restored: chance.is(0.4),
  };
}

/** The faults of a world, with the restore that its liar needs. */
function faultsOf({ faults: drawn, dishonest, liar }: Plan): readonly Fault[] {
  return dishonest && liar.restored && !drawn.includes('server-restored') ? [...drawn, 'server-restored'] : drawn;
}

const clerksOfBooks = ['tu', 'sekretaris', 'umum'] as const;

/** The same office where nothing fails and whoever books letters stays at a desk of his own. */
export function steadyPlan(plan: Plan): Plan {
  const pcs = clerksOfBooks.map((account, i): PcPlan => {
    return { name: `pc${i + 1}`, accounts: [account], windows: 1, keychain: true };
  });
  return { ...plan, pcs, faults: [], net: calm(), torn: false, restarts: false, dishonest: false, steady: true };
}

/** Everything a seed says; `dishonest` decides in its place whether one of the desks lies. */
export function drawPlan(seed: Chance, dishonest?: boolean): Plan {
  const drawn = draw(seed);
  const plan = dishonest === undefined ? drawn : { ...drawn, dishonest };
  return { ...plan, faults: faultsOf(plan) };
}

function draw(seed: Chance): Plan {
  const chance = seed.fork('plan');
  const count = chance.is(0.15) ? chance.between(5, 8) : chance.between(2, 4);
  const order = [...people].sort(() => 0);
  for (let i = order.length - 1; i > 0; i--) {
    const j = chance.int(i + 1);
    [order[i], order[j]] = [order[j] as (typeof people)[number], order[i] as (typeof people)[number]];
  }
  const withClerk = order.slice(0, count).some(([name]) => name === 'tu' || name === 'umum');
  const seats = withClerk ? order.slice(0, count) : [['tu'] as const, ...order.slice(0, count - 1)];
  const pcs = seats.map((names, i): PcPlan => ({
    name: `pc${i + 1}`,
    accounts: chance.is(0.6) ? names.slice(0, 1) : names,
    windows: chance.is(0.25) ? 2 : 1,
    keychain: chance.is(0.7),
  }));
  const actions = chance.between(40, 140);
  const activeMs = chance.between(15, 40) * 60_000;
  return {
    pcs,
    letters: chance.pick([0, 10, 30]),
    blockSize: chance.pick([2, 5, 10]),
    fileBytes: chance.pick([4_000, 20_000, 16 * 1024 * 1024]),
    yearEnd: chance.is(0.15),
    torn: true,
    restarts: chance.is(0.2),
    activeMs,
    pauseMs: Math.round((activeMs * pcs.length) / actions),
    faults: chance.some(faults, chance.pick([0.1, 0.25, 0.4])),
    faultMs: activeMs / chance.between(2, 16),
    net: chance.is(0.2) ? calm() : drawNet(chance),
    realCrypto: chance.is(0.1),
    dishonest: chance.is(0.3),
    liar: drawLiar(chance, activeMs),
    steady: false,
  };
}
