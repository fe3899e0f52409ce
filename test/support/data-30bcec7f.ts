import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../shared/people/people.ts';
import type { SealedIncarnation, Water } from '../../shared/sync/proof.ts';
import type { PastOperation } from '../../shared/sync/recovery-api.ts';
import type { EnrolAnswer } from '../../shared/sync/session-api.ts';
import { DeskClient } from './desk-client.ts';
import type { Wire } from './wire.ts';

/** Data written by the program at commit 30bcec7f; the README beside it describes them. */
export const folder30bcec7f = join(import.meta.dirname, '../fixtures/data-30bcec7f');

interface OldClient {
  readonly enrolled: EnrolAnswer;
  readonly seq: number;
  readonly prev: string;
  readonly inc: number;
  readonly journal: readonly (readonly [number, PastOperation])[];
  readonly water: Water | null;
  readonly incarnation: SealedIncarnation | null;
}

interface Facts {
  readonly server: {
    readonly clock: number;
    readonly letters: { readonly lost: string; readonly first: string; readonly waiting: string };
    readonly blocks: { readonly mine: string; readonly theirs: string };
    readonly desks: {
      readonly tu: Pick<OldClient, 'enrolled'>;
      readonly other: OldClient;
      readonly copy: OldClient;
    };
  };
  readonly desk: {
    readonly clock: number;
    /** Of the window's store, in base64url. */
    readonly storeKey: string;
    readonly machine: string;
    readonly letters: { readonly stays: string; readonly lost: string; readonly pending: string };
    readonly scan: string;
    readonly identity: { readonly id: string; readonly code: string; readonly name: string; readonly inc: number };
    readonly account: Account;
  };
}

/** What was done there, by the ids that were given. */
export const facts30bcec7f = JSON.parse(readFileSync(join(folder30bcec7f, 'facts.json'), 'utf8')) as Facts;

/** A desk of that register as it was then, with everything it had been answered. */
export function clientOf(wire: Wire, old: OldClient): DeskClient {
  const client = new DeskClient(wire, old.enrolled);
  [client.seq, client.prev, client.inc] = [old.seq, old.prev, old.inc];
  for (const [seq, past] of old.journal) client.journal.set(seq, past);
  [client.water, client.incarnation] = [old.water, old.incarnation];
  return client;
}
