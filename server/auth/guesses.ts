import type { Clock } from '../../shared/clock.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { GuessKind, GuessRow, Store } from '../store/store.ts';

/** The counters of a try: one of these is enough to delay the next one. */
export type Counter = Pick<GuessRow, 'kind' | 'name'>;

/** A try that has begun. It counts as wrong until it turns out right, so that many at once are no way around. */
export interface Attempt {
  right(): Promise<void>;
  wrong(): Promise<void>;
}

export interface Guesses {
  /** The try, or how long to wait before the next one, ms. */
  begin(counters: readonly Counter[]): Promise<Result<Attempt, number>>;
}

/**
 * `free`: how many wrong ones have no delay; then it doubles from a second up to `most`. An account has its own counter
 * at a desk that knows it, so that nobody elsewhere delays its owner; the one of an address is wide, because an office
 * may share one.
 */
const rules: Readonly<Record<GuessKind, { readonly free: number; readonly maxDelayMs: number }>> = {
  desk: { free: 5, maxDelayMs: 60_000 },
  account: { free: 5, maxDelayMs: 900_000 },
  source: { free: 30, maxDelayMs: 900_000 },
  setup: { free: 10, maxDelayMs: 10_000 },
};

/** A counter that was idle this long starts again. */
const forgottenMs = 86_400_000;
/**
 * Counters kept of addresses, and of names, of accounts or of nobody: dropped alike, they give nobody away.
 * Those of desks are as many as there are of these.
 */
const maxKept = { source: 4096, account: 16_384 } as const;

function delayAfter(kind: GuessKind, wrong: number): number {
  const { free, maxDelayMs } = rules[kind];
  return wrong <= free ? 0 : Math.min(maxDelayMs, 1000 * 2 ** Math.min(20, wrong - free - 1));
}

const keyOf = ({ kind, name }: Counter): string => `${kind} ${name}`;

/** PROTOCOL T7: counts wrong passwords and codes in memory, and in the register, so that a restart forgets none. */
export function makeGuesses(store: Store, clock: Clock): Guesses {
  const rows = new Map<string, GuessRow>();
  const persisted = new Set<string>();
  let loaded: Promise<void> | null = null;

  const load = async (): Promise<void> => {
    for (const row of await store.read((tx) => tx.guesses.all())) {
      rows.set(keyOf(row), row);
      persisted.add(keyOf(row));
    }
  };
  const ready = (): Promise<void> => {
    loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
  const rowOf = (counter: Counter, now: number): GuessRow => {
    const known = rows.get(keyOf(counter));
    const fresh = known && Math.max(known.last, known.until) + forgottenMs > now ? known : null;
    if (!fresh) return { ...counter, wrong: 0, until: 0, last: now };
    // The clock was set back: nobody waits longer than the longest delay.
    return fresh.until - now > rules[fresh.kind].maxDelayMs ? { ...fresh, until: 0 } : fresh;
  };
  const set = (row: GuessRow): void => {
    const key = keyOf(row);
    // Again at the end: the map is in the order of last use.
    rows.delete(key);
    rows.set(key, row);
  };

  /** Counters to forget: addresses beyond the bound, and all that were idle for long. */
  const surplus = (now: number): readonly GuessRow[] => {
    const all = [...rows.values()];
    const old = all.filter((row) => Math.max(row.last, row.until) + forgottenMs <= now);
    const over = (['source', 'account'] as const).flatMap((kind) => {
      const kept = all.filter((row) => row.kind === kind);
      return kept.slice(0, Math.max(0, kept.length - maxKept[kind]));
    });
    return [...new Set([...old, ...over])];
  };

  const wrong = async (counters: readonly Counter[]): Promise<void> => {
    const gone = surplus(clock.now());
    for (const row of gone) rows.delete(keyOf(row));
    await store.write(async (tx) => {
      for (const row of gone) if (persisted.has(keyOf(row))) await tx.guesses.drop(row);
      for (const counter of counters) {
        const row = rows.get(keyOf(counter));
        if (row) await tx.guesses.put(row);
      }
    }, counters.map(keyOf).join(' '));
    for (const row of gone) persisted.delete(keyOf(row));
    for (const counter of counters) persisted.add(keyOf(counter));
  };

  const right = async (counters: readonly Counter[]): Promise<void> => {
    const cleared: Counter[] = [];
    for (const counter of counters) {
      const row = rows.get(keyOf(counter));
      if (!row) continue;
      // A right password of one account must not clear the wrong tries at others from the same address.
      const left = counter.kind === 'source' ? row.wrong - 1 : 0;
      if (left > 0) {
        set({ ...row, wrong: left, until: left <= rules.source.free ? 0 : row.until });
      } else {
        rows.delete(keyOf(counter));
        if (persisted.has(keyOf(counter))) cleared.push(counter);
      }
    }
    if (cleared.length === 0) return;
    await store.write(async (tx) => {
      for (const counter of cleared) await tx.guesses.drop(counter);
    }, counters.map(keyOf).join(' '));
    for (const counter of cleared) persisted.delete(keyOf(counter));
  };

  return {
    async begin(counters) {
      await ready();
      const now = clock.now();
      const found = counters.map((counter) => rowOf(counter, now));
      const wait = Math.max(0, ...found.map(({ until }) => until - now));
      if (wait > 0) return err(wait);
      for (const row of found) {
        const count = row.wrong + 1;
        set({ ...row, wrong: count, until: now + delayAfter(row.kind, count), last: now });
      }
      return ok({ right: () => right(counters), wrong: () => wrong(counters) });
    },
  };
}

/** The origin of a request: its address, and of IPv6 the /64, which one customer has as a whole. */
export function sourceOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped?.[1]) return mapped[1];
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
