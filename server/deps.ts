import type { Clock } from '../shared/clock.ts';
import type { Ids, RandomBytes } from '../shared/ids.ts';
import type { Passwords } from './auth/passwords.ts';
import type { Guesses } from './auth/guesses.ts';
import type { BookName } from './numbers/books.ts';
import type { Holders } from './numbers/holders.ts';
import type { SetupDoor } from './setup/door.ts';
import type { MasterFiles } from './master/files.ts';
import type { Store } from './store/store.ts';
import type { LiveHub } from './sync/live.ts';
import type { MasterCache } from './sync/masters.ts';
import type { PushDeps } from './sync/push-deps.ts';
import type { Deflate } from './sync/snapshot.ts';

export interface ServerSettings {
  /** How long a session lasts after its last use. */
  readonly sessionMs: number;
  /** Numbers in a block of a newly enrolled desk. */
  readonly blockSize: number;
  /** Desks one account may enrol an hour, and desks that may be open without an operation of theirs (PROTOCOL T8). */
  readonly enrolments: { readonly perHour: number; readonly unused: number };
  /** Served over TLS: cookies are marked so. */
  readonly secure: boolean;
  readonly version: string;
}

/** What the routes share. Everything of the outside world is an argument of `build`. */
export interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly passwords: Passwords;
  readonly guesses: Guesses;
  readonly masters: MasterCache;
  readonly live: LiveHub;
  readonly holders: Holders;
  readonly push: PushDeps;
  readonly door: SetupDoor;
  readonly masterFiles: MasterFiles;
  readonly settings: ServerSettings;
  readonly deflate: Deflate;
  /** Called after a commit that changed something: notifies the desks and keeps the high-water mark. */
  readonly committed: (counted: readonly BookName[]) => Promise<void>;
  /** Called when a session, an account or a desk ended: its live channels are closed. */
  readonly ended: () => Promise<void>;
}
