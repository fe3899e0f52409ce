import type { Clock } from '../../shared/clock.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import type { Digest } from '../../shared/sync/operation.ts';
import type { PushAnswer } from '../../shared/sync/protocol.ts';
import type { BookName } from '../numbers/books.ts';
import type { Holders } from '../numbers/holders.ts';
import type { Store } from '../store/store.ts';
import type { VerifyAll } from '../trust/signatures.ts';
import type { OnBug } from './judge.ts';
import type { MasterCache } from './masters.ts';

/** What everything that takes operations works with: push, the past of a restored register, late documents. */
export interface PushDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: RandomBytes;
  readonly masters: MasterCache;
  /** Whose blocks letters may wait for; absent: nobody's (PROTOCOL N14). */
  readonly holders?: Holders;
  readonly onBug: OnBug;
  /** Verifies signatures, all of a batch at once. */
  readonly verify: VerifyAll;
}

/** What a batch, or a piece of the past, came to. */
export interface Pushed {
  readonly answer: PushAnswer;
  /** Whether anything changed that other desks should hear of. */
  readonly changed: boolean;
  /** Books of the numbers in the answer: the mark has to know them before it leaves (PROTOCOL N4). */
  readonly counted: readonly BookName[];
}
