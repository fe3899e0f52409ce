import type { Account } from '../../shared/people/people.ts';

/** The account signed in at the window: at most one. The desk core serves no other (PROTOCOL T24). */
export interface Presence {
  account(): Account | null;
  is(account: string): boolean;
  /** Aborted when the account signs out, and with it all of the account's requests. */
  signal(): AbortSignal;
  /** Why the core itself signed the last account out; null when the user did. */
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
