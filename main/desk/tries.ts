import type { Clock } from '../../shared/clock.ts';
import { makeSerialQueue } from '../../shared/serial-queue.ts';
import type { SettingsFile } from './ports.ts';

/** Outcome of a try of a password at this desk. */
export type Try<T> =
  | { readonly is: 'right'; readonly value: T }
  | { readonly is: 'wrong' }
  /** Not checked: seconds that have to pass first. */
  | { readonly is: 'later'; readonly seconds: number };

export interface Tries {
  /** Runs one try after the other; `look` returns null for a wrong password. */
  check<T>(account: string, look: () => Promise<T | null>): Promise<Try<T>>;
  /** The server has accepted the account's password. */
  forgive(account: string): void;
}

interface Failed {
  readonly n: number;
  /** Desk time of the last one, ms. */
  readonly at: number;
}

/** The first wrong tries cost nothing: people mistype. */
const free = 4;
const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;

/** Delay before the next try after `failed` wrong ones. */
export function delayAfter(failed: number): number {
  return failed <= free ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (failed - free - 1));
}

/**
 * Delays between tries of a password at this desk, per account (PROTOCOL T28). They are kept in the settings, so that a
 * restart does not reset them, and end by themselves.
 */
export function makeTries(file: SettingsFile, clock: Clock): Tries {
  const all = (): Record<string, Failed> => (file.read()['tries'] ?? {}) as Record<string, Failed>;
  const keep = (account: string, failed: Failed | null): void => {
    const { [account]: _before, ...others } = all();
    file.write({ ...file.read(), tries: failed ? { ...others, [account]: failed } : others });
  };
  const inTurn = makeSerialQueue();

  const tryOnce = async <T>(account: string, look: () => Promise<T | null>): Promise<Try<T>> => {
    const failed = all()[account];
    const now = clock.now();
    const delay = delayAfter(failed?.n ?? 0);
    // A clock that was set back makes nobody wait longer than the delay itself.
    const left = failed ? Math.min(delay, failed.at + delay - now) : 0;
    if (left > 0) return { is: 'later', seconds: Math.ceil(left / 1000) };
    // Counted before it is checked: ending the program meanwhile does not give a free try.
    keep(account, { n: (failed?.n ?? 0) + 1, at: now });
    const value = await look();
    if (value === null) return { is: 'wrong' };
    keep(account, null);
    return { is: 'right', value };
  };

  return {
    // One after the other: parallel tries would count as one.
    check: (account, look) => inTurn(() => tryOnce(account, look)),
    forgive: (account) => {
      if (all()[account]) keep(account, null);
    },
  };
}
