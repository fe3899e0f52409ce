import type { Clock } from '../../../shared/clock.ts';
import { isoWib } from '../../../shared/dates/wib.ts';
import type { Desk, DeskSettings, Outcome, Signed } from '../../../shared/desk/desk.ts';
import { emptyState, foldRecord, sealedLife } from '../../../shared/desk/desk-state.ts';
import { journalPart } from '../../../shared/desk/journal-part.ts';
import { giveUpBlocks, newLife, roomWhileAsking } from '../../../shared/desk/new-life.ts';
import { makeSequence } from '../../../shared/desk/sequence.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { Account } from '../../../shared/people/people.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import type { ScanMethods } from '../../../shared/scans/scan-methods.ts';
import type { Digest } from '../../../shared/sync/operation.ts';
import { errorBody, paths, protocolVersion } from '../../../shared/sync/protocol.ts';
import { renewAnswer, type RenewRequest } from '../../../shared/sync/recovery-api.ts';
import type { DeskIdentity, EnrolAnswer, SessionAnswer } from '../../../shared/sync/session-api.ts';
import type { Locks } from '../ports.ts';
import type { BrowserJournal } from './browser-journal.ts';

/** A few small values of this PC: settings, the present account. */
export interface Shelf {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
}

export interface BrowserDeskParts {
  readonly journal: BrowserJournal;
  readonly shelf: Shelf;
  readonly locks: Locks;
  readonly fetch: typeof fetch;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly origin: string;
  /** The channels about scans. */
  readonly scans: ScanMethods;
  readonly version: string;
}

/** A page cannot tell one machine from another; a copied profile is noticed by the server alone. */
const machine = 'browser';

const defaults: DeskSettings = { paper: 'A4', theme: 'system', language: 'id', signer: null };

/** The desk of the browser edition: the same sequence and numbers, on a journal inside the browser. */
export function browserDesk(parts: BrowserDeskParts): Desk {
  const { journal, shelf, locks, clock, ids } = parts;
  const state = emptyState();
  const sequence = makeSequence(state, journal, parts.digest);
  const part = journalPart(state, sequence, journal);

  /** Windows of one browser share one sequence: each call sees first what the others wrote. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    locks.hold('desk', null, async () => {
      await journal.catchUp((record) => foldRecord(state, record));
      return work();
    });

  const post = async (path: string, body: unknown): Promise<Outcome<unknown>> => {
    try {
      const response = await parts.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lembar-browser': '1' },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer !== null) return ok(answer);
      const known = errorBody.safeParse(answer);
      if (!known.success) return err(refuse('fault', 'NOT_A_SERVER'));
      return err(refuse(known.data.code === 'WRONG_PASSWORD' ? 'input' : 'fault', known.data.code));
    } catch {
      return err(refuse('fault', 'SERVER_UNREACHABLE'));
    }
  };

  const place = async (name: 'session.signIn' | 'session.signOut', account: string, person: string | null) =>
    part.append({
      opId: ids.next(),
      name,
      v: 1,
      by: { account, person, position: null },
      at: { wall: isoWib(clock.now()), skewMs: null },
      epoch: null,
      base: {},
      args: { account },
      number: null,
    });

  const accept = async (account: Account): Promise<Outcome<Signed>> => {
    if (!state.signedIn.has(account.id)) {
      const placed = await place('session.signIn', account.id, account.personId);
      if (!placed.ok) return placed;
    }
    shelf.write('account', account);
    return ok({ account, online: true });
  };

  /** PROTOCOL E4, as the desk core does it; the token of a new desk comes as a cookie. */
  const renew = async (): Promise<Outcome<DeskIdentity>> => {
    const before = await alone(async (): Promise<Outcome<RenewRequest>> => {
      const { identity, seq } = state;
      if (!identity) return err(refuse('fault', 'NOT_ENROLLED'));
      const givenUp = await sequence.record(() => ok(giveUpBlocks(state)), true);
      const lastSeq = seq + roomWhileAsking;
      return givenUp.ok ? ok({ proto: protocolVersion, inc: identity.inc, machine, lastSeq }) : givenUp;
    });
    if (!before.ok) return before;
    const answer = await post(paths.renew, before.value);
    if (!answer.ok) return answer;
    const given = renewAnswer.safeParse(answer.value);
    if (!given.success) return err(refuse('fault', 'NOT_A_SERVER'));
    const { desk: identity, start, seal } = given.data;
    const account = shelf.read('account') as Account | null;
    const personOf = (id: string): string | null => (account?.id === id ? account.personId : null);
    const wall = isoWib(clock.now());
    return alone(async () => {
      const life = { identity, machine, start, seal, wall, nextId: () => ids.next(), personOf, digest: parts.digest };
      const begun = await sequence.record(
        () => (start < state.seq ? err(refuse('fault', 'FORK')) : ok([newLife(state, life)])),
        true,
      );
      return begun.ok ? ok(identity) : begun;
    });
  };

  return {
    append: (draft) => alone(() => part.append(draft)),
    find: (opId) => alone(() => part.find(opId)),
    pending: (limit) => alone(() => part.pending(limit)),
    settle: (results, serverTime) =>
      alone(async () => {
        const settled = await part.settle(results, serverTime);
        // What does not go now goes another time.
        await journal.tidy(state).catch(() => undefined);
        return settled;
      }),
    past: (afterSeq, limit) => alone(() => part.past(afterSeq, limit)),
    renew,
    recover: (account, since) => alone(() => part.recover(account, since)),
    // Its token lies in a cookie no page can read, so it cannot sign.
    carryAway: () => Promise.resolve(err(refuse('fault', 'CARRY_NOT_HERE'))),
    leases: () => alone(() => part.leases()),
    grantLease: (lease) => alone(() => part.grantLease(lease)),
    closeLease: (lease) => alone(() => part.closeLease(lease)),
    forgetLease: (lease) => alone(() => part.forgetLease(lease)),
    describe: () =>
      alone(async () => {
        const account = shelf.read('account') as Account | null;
        const space = await navigator.storage?.estimate?.().catch(() => null);
        return ok({
          host: 'browser' as const,
          version: parts.version,
          server: parts.origin,
          desk: state.identity,
          last: { seq: state.seq, hash: state.lastHash },
          life: sealedLife(state),
          journal: 'browser' as const,
          prints: false,
          remembers: true,
          accounts: account ? [{ id: account.id, username: account.username }] : [],
          machine,
          copied: false,
          freeBytes: space?.quota === undefined ? null : space.quota - (space.usage ?? 0),
        });
      }),
    inspectServer: () =>
      Promise.resolve(
        ok({
          address: parts.origin,
          secure: parts.origin.startsWith('https:'),
          fingerprint: null,
          issuer: null,
          ready: true,
        }),
      ),
    // The server is asked outside the lock: a booking in another window does not wait for the network.
    enrol: async ({ deskName, username, password }) => {
      if (await alone(() => Promise.resolve(state.identity))) return err(refuse('state', 'ALREADY_ENROLLED'));
      const answer = await post(paths.enrol, { username, password, deskName, machine });
      if (!answer.ok) return answer;
      const { desk, account } = answer.value as EnrolAnswer;
      const life = { k: 'desk', identity: desk, server: parts.origin, pinned: null, machine } as const;
      return alone(async () => {
        // Another window enrolled meanwhile; two lives in one journal would be none.
        if (state.identity) return err(refuse('state', 'ALREADY_ENROLLED'));
        const kept = await sequence.record(() => ok([life]), true);
        return kept.ok ? accept(account) : kept;
      });
    },
    signIn: async (username, password) => {
      const answer = await post(paths.session, { username, password });
      return answer.ok ? alone(() => accept((answer.value as SessionAnswer).account)) : answer;
    },
    signOut: async (account) => {
      const placed = await alone(async () => {
        const left = state.signedIn.has(account) ? await place('session.signOut', account, null) : ok(null);
        shelf.write('account', null);
        return left;
      });
      await parts.fetch(paths.session, { method: 'DELETE' }).catch(() => undefined);
      return placed.ok ? ok(null) : placed;
    },
    current: () =>
      alone(() => {
        const account = shelf.read('account') as Account | null;
        return Promise.resolve(ok(account && state.signedIn.has(account.id) ? { account, online: false } : null));
      }),
    settings: () => Promise.resolve(ok({ ...defaults, ...(shelf.read('settings') as Partial<DeskSettings> | null) })),
    saveSettings: (settings) => Promise.resolve(ok((shelf.write('settings', settings), null))),
    print: () => Promise.resolve(err(refuse('fault', 'HOST_CANNOT_PRINT'))),
    openExternal: () => Promise.resolve(err(refuse('fault', 'HOST_CANNOT_OPEN'))),
    ...parts.scans,
  };
}
