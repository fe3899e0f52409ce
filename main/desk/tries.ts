import type { Clock } from '../../shared/clock.ts';
import type { SettingsFile } from './ports.ts';

/** What came of a try of a password at this desk. */
export type Try<T> =
  | { readonly is: 'right'; readonly value: T }
  | { readonly is: 'wrong' }
  /** Not looked at: so many seconds have to pass first. */
  | { readonly is: 'later'; readonly seconds: number };

export interface Tries {
  /** Lets one try through after the other; `look` says null for a wrong password. */
  check<T>(account: string, look: () => Promise<T | null>): Promise<Try<T>>;
  /** The server has accepted the account's password. */
  forgive(account: string): void;
}

interface Failed {
  readonly n: number;
  /** Desk time of the last one, ms. */
  readonly at: number;
}

/** So many mistakes cost nothing: people mistype. */
const free = 4;
const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;

/** How long the next try has to wait after so many wrong ones. */
export function delayAfter(failed: number): number {
  return failed <= free ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (failed - free - 1));
}

/**
 * Delays between tries of a password at this desk, per account (PROTOCOL T28). They are kept in the settings, so that a
 * restart begins nothing anew, and end by themselves: after the delay the right password is right.
 */
export function makeTries(file: SettingsFile, clock: Clock): Tries {
  const all = (): Record<string, Failed> => (file.read()['tries'] ?? {}) as Record<string, Failed>;
  const keep = (account: string, failed: Failed | null): void => {
    const { [account]: _before, ...others } = all();
    file.write({ ...file.read(), tries: failed ? { ...others, [account]: failed } : others });
  };
  let turn: Promise<unknown> = Promise.resolve();

  const tryOnce = async <T>(account: string, look: () => Promise<T | null>): Promise<Try<T>> => {
    const failed = all()[account];
    const now = clock.now();
    const delay = delayAfter(failed?.n ?? 0);
    // A clock that was set back makes nobody wait longer than the delay itself.
    const left = failed ? Math.min(delay, failed.at + delay - now) : 0;
    if (left > 0) return { is: 'later', seconds: Math.ceil(left / 1000) };
    // Counted before it is looked at: ending the program in the middle is no free try.
    keep(account, { n: (failed?.n ?? 0) + 1, at: now });
    const value = await look();
    if (value === null) return { is: 'wrong' };
    keep(account, null);
    return { is: 'right', value };
  };

  return {
    check: (account, look) => {
      // One after the other: many at once would all be the same try.
      const next = turn.then(() => tryOnce(account, look));
      turn = next.catch(() => undefined);
      return next;
    },
    forgive: (account) => {
      if (all()[account]) keep(account, null);
    },
  };
}
