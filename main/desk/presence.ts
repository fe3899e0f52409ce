import type { Account } from '../../shared/people/people.ts';

/** Who is at the window: one account at a time, or nobody. The desk core answers for nobody else (PROTOCOL T24). */
export interface Presence {
  account(): Account | null;
  is(account: string): boolean;
  /** Aborted as soon as the account leaves; whatever goes on in its name ends with it. */
  signal(): AbortSignal;
  /** Why the core itself signed the last account out; null when a person did. */
  endedBy(): string | null;
  enter(account: Account): void;
  leave(code: string | null): void;
}

export function makePresence(): Presence {
  let present: Account | null = null;
  let stay = new AbortController();
  let ended: string | null = null;
  stay.abort();
  return {
    account: () => present,
    is: (account) => present?.id === account,
    signal: () => stay.signal,
    endedBy: () => ended,
    enter: (account) => {
      if (present?.id !== account.id) {
        stay.abort();
        stay = new AbortController();
      }
      present = account;
      ended = null;
    },
    leave: (code) => {
      present = null;
      ended = code;
      stay.abort();
    },
  };
}
