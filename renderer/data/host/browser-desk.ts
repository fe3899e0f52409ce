import type { Clock } from '../../../shared/clock.ts';
import { isoWib } from '../../../shared/dates/wib.ts';
import type { Desk, DeskSettings, Outcome, Signed } from '../../../shared/desk/desk.ts';
import { emptyState, foldRecord, sealedIncarnation } from '../../../shared/desk/desk-state.ts';
import { journalPart } from '../../../shared/desk/journal-part.ts';
import { giveUpBlocks, newIncarnation, reservedSequence } from '../../../shared/desk/new-incarnation.ts';
import { makeSequence } from '../../../shared/desk/sequence.ts';
import { signAgain } from '../../../shared/desk/sign-again.ts';
import type { Ids, RandomBytes } from '../../../shared/ids.ts';
import type { Account } from '../../../shared/people/people.ts';
import type { SessionOp } from '../../../shared/people/session.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import type { ScanMethods } from '../../../shared/scans/scan-methods.ts';
import type { Digest } from '../../../shared/sync/operation.ts';
import { errorBody, paths, protocolVersion } from '../../../shared/sync/protocol.ts';
import type { Certificate } from '../../../shared/sync/proof.ts';
import { renewAnswer, type RenewRequest } from '../../../shared/sync/recovery-api.ts';
import type { DeskIdentity, EnrolAnswer, SessionAnswer } from '../../../shared/sync/session-api.ts';
import type { Locks } from '../ports.ts';
import type { BrowserJournal } from './browser-journal.ts';
import { browserKeys, verifySignature, type BrowserKey } from './browser-keys.ts';

/** A few small values of this PC: settings, the present account. */
export interface BrowserStorage {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
}

export interface BrowserDeskDeps {
  readonly journal: BrowserJournal;
  readonly storage: BrowserStorage;
  readonly locks: Locks;
  readonly fetch: typeof fetch;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly origin: string;
  /** The channels about scans. */
  readonly scans: ScanMethods;
  readonly version: string;
}

/** A page cannot tell one machine from another; a copied profile is noticed by the server alone. */
const machine = 'browser';

const defaults: DeskSettings = { paper: 'A4', theme: 'system', language: 'id', signer: null };

/** The desk of the browser edition: the same sequence and numbers, on a journal inside the browser. */
export function browserDesk(deps: BrowserDeskDeps): Desk {
  const { journal, storage, locks, clock, ids } = deps;
  const state = emptyState();
  const keys = browserKeys(storage, deps.random);
  const sequence = makeSequence(state, journal, deps.digest, keys);
  const part = journalPart(state, sequence, journal);

  /** Windows of one browser share one sequence: each call sees first what the others wrote. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    locks.hold('desk', null, async () => {
      await journal.catchUp((record) => foldRecord(state, record));
      return work();
    });

  const post = async (path: string, body: unknown): Promise<Outcome<unknown>> => {
    try {
      const response = await deps.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lembar-browser': '1' },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer !== null) return ok(answer);
      const known = errorBody.safeParse(answer);
      if (!known.success) return err(refuse('NOT_A_SERVER'));
      return err(refuse(known.data.code === 'WRONG_PASSWORD' ? 'input' : 'fault', known.data.code));
    } catch {
      return err(refuse('SERVER_UNREACHABLE'));
    }
  };

  const place = async (name: SessionOp, account: string, person: string | null, session?: string) =>
    part.append({
      opId: ids.next(),
      name,
      v: 1,
      by: { account, person, position: null },
      at: { wall: isoWib(clock.now()), skewMs: null },
      epoch: null,
      base: {},
      args: { account, ...(session === undefined ? {} : { session }) },
      number: null,
    });

  /** PROTOCOL T20, T23, as the desk core does it. */
  const accept = async (
    { account, session, certificate }: SessionAnswer,
    key: BrowserKey,
  ): Promise<Outcome<Signed>> => {
    const { signer, former } = keys.open(account.id, key);
    const again = { signer, former, unsignedToo: former.length === 0, digest: deps.digest, verify: verifySignature };
    const signed = await sequence.record(() => ok(signAgain(state, again)), true);
    if (!signed.ok) return signed;
    if (!state.signedIn.has(account.id) || session !== undefined) {
      const placed = await place('session.signIn', account.id, account.personId, session);
      if (!placed.ok) return placed;
    }
    storage.write('account', account);
    if (certificate) storage.write('certificate', certificate);
    return ok({ account, online: true });
  };

  /** PROTOCOL E4, as the desk core does it; the token of a new desk comes as a cookie. */
  const renew = async (): Promise<Outcome<DeskIdentity>> => {
    const before = await alone(async (): Promise<Outcome<RenewRequest>> => {
      const { identity, seq } = state;
      if (!identity) return err(refuse('NOT_ENROLLED'));
      const givenUp = await sequence.record(() => ok(giveUpBlocks(state)), true);
      const lastSeq = seq + reservedSequence;
      return givenUp.ok ? ok({ proto: protocolVersion, inc: identity.inc, machine, lastSeq }) : givenUp;
    });
    if (!before.ok) return before;
    const answer = await post(paths.renew, before.value);
    if (!answer.ok) return answer;
    const given = renewAnswer.safeParse(answer.value);
    if (!given.success) return err(refuse('NOT_A_SERVER'));
    const { desk: identity, start, seal } = given.data;
    const account = storage.read('account') as Account | null;
    const personOf = (id: string): string | null => (account?.id === id ? account.personId : null);
    const wall = isoWib(clock.now());
    return alone(async () => {
      const nextId = (): string => ids.next();
      const incarnation = {
        identity,
        machine,
        start,
        seal,
        wall,
        nextId,
        personOf,
        digest: deps.digest,
        signers: keys,
      };
      const begun = await sequence.record(
        () => (start < state.seq ? err(refuse('FORK')) : ok([newIncarnation(state, incarnation)])),
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
    carryAway: () => Promise.resolve(err(refuse('CARRY_NOT_HERE'))),
    leases: () => alone(() => part.leases()),
    grantLease: (lease) => alone(() => part.grantLease(lease)),
    closeLease: (lease) => alone(() => part.closeLease(lease)),
    forgetLease: (lease) => alone(() => part.forgetLease(lease)),
    describe: () =>
      alone(async () => {
        const account = storage.read('account') as Account | null;
        const space = await navigator.storage?.estimate?.().catch(() => null);
        return ok({
          host: 'browser' as const,
          version: deps.version,
          server: deps.origin,
          desk: state.identity,
          last: { seq: state.seq, hash: state.lastHash },
          life: sealedIncarnation(state),
          certificates: [(storage.read('certificate') as Certificate | null | undefined) ?? []].flat(),
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
          address: deps.origin,
          secure: deps.origin.startsWith('https:'),
          fingerprint: null,
          issuer: null,
          ready: true,
        }),
      ),
    // The server is asked outside the lock: a booking in another window does not wait for the network.
    enrol: async ({ deskName, username, password }) => {
      if (await alone(() => Promise.resolve(state.identity))) return err(refuse('ALREADY_ENROLLED'));
      const key = keys.forSignIn(username);
      const answer = await post(paths.enrol, { username, password, deskName, machine, key: key.key });
      if (!answer.ok) return answer;
      const enrolled = answer.value as EnrolAnswer;
      const { desk } = enrolled;
      const incarnation = { k: 'desk', identity: desk, server: deps.origin, pinned: null, machine } as const;
      return alone(async () => {
        // Another window enrolled meanwhile; two lives in one journal would be none.
        if (state.identity) return err(refuse('ALREADY_ENROLLED'));
        const kept = await sequence.record(() => ok([incarnation]), true);
        return kept.ok ? accept(enrolled, key) : kept;
      });
    },
    signIn: async (username, password) => {
      const ask = async (key: BrowserKey): Promise<Outcome<Signed>> => {
        const answer = await post(paths.session, { username, password, key: key.key });
        return answer.ok ? alone(() => accept(answer.value as SessionAnswer, key)) : answer;
      };
      const signed = await ask(keys.forSignIn(username));
      // A key that counts no more at the server makes room for a fresh one (PROTOCOL T1).
      return !signed.ok && signed.error.code === 'KEY_ENDED' ? ask(keys.fresh(username)) : signed;
    },
    signOut: async (account) => {
      const placed = await alone(async () => {
        const left = state.signedIn.has(account) ? await place('session.signOut', account, null) : ok(null);
        storage.write('account', null);
        keys.close(account);
        return left;
      });
      await deps.fetch(paths.session, { method: 'DELETE' }).catch(() => undefined);
      return placed.ok ? ok(null) : placed;
    },
    current: () =>
      alone(() => {
        const account = storage.read('account') as Account | null;
        const here = account && state.signedIn.has(account.id) && keys.of(account.id) !== null;
        return Promise.resolve(ok(here ? { account, online: false } : null));
      }),
    settings: () => Promise.resolve(ok({ ...defaults, ...(storage.read('settings') as Partial<DeskSettings> | null) })),
    saveSettings: (settings) => Promise.resolve(ok((storage.write('settings', settings), null))),
    print: () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT'))),
    openExternal: () => Promise.resolve(err(refuse('HOST_CANNOT_OPEN'))),
    ...deps.scans,
  };
}
