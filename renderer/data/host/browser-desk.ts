import type { Clock } from '../../../shared/clock.ts';
import { isoWib } from '../../../shared/dates/wib.ts';
import type { Contents } from '../../../shared/desk/contents.ts';
import type { Desk, DeskSettings, Outcome, Signed } from '../../../shared/desk/desk.ts';
import { emptyState, foldRecord, sealedIncarnation } from '../../../shared/desk/desk-state.ts';
import { journalPart } from '../../../shared/desk/journal-part.ts';
import { giveUpBlocks, newIncarnation, reservedSequence } from '../../../shared/desk/new-incarnation.ts';
import { makeSequence } from '../../../shared/desk/sequence.ts';
import { makeSealOld } from '../../../shared/desk/seal-old.ts';
import { signAgain } from '../../../shared/desk/sign-again.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { Account } from '../../../shared/people/people.ts';
import type { SessionOp } from '../../../shared/people/session.ts';
import { readRefusal, refuse, type RefusalCode } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import type { ScanMethods } from '../../../shared/scans/scan-methods.ts';
import type { Digest } from '../../../shared/sync/operation.ts';
import { errorBody, paths, protocolVersion } from '../../../shared/sync/protocol.ts';
import type { Certificate } from '../../../shared/sync/proof.ts';
import { renewAnswer, type RenewRequest } from '../../../shared/sync/recovery-api.ts';
import type { DeskIdentity, EnrolAnswer, SessionAnswer } from '../../../shared/sync/session-api.ts';
import type { Locks, BrowserStorage } from '../ports.ts';
import type { BrowserJournal } from './browser-journal.ts';
import { base64Url } from '../../../shared/scans/ascii.ts';
import { storeKeyBytes } from '../sealing.ts';
import { verifySignature, type BrowserKey, type BrowserKeys } from './browser-keys.ts';

export interface BrowserDeskDeps {
  readonly journal: BrowserJournal;
  readonly storage: BrowserStorage;
  readonly locks: Locks;
  readonly fetch: typeof fetch;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: BrowserKeys;
  /** What is entered lies in boxes of its author (PROTOCOL T36). */
  readonly contents: Contents;
  /** Seals the scans of an account that lie here as they are (PROTOCOL T39). */
  readonly sealScans: (account: string) => Promise<void>;
  readonly origin: string;
  /** The channels about scans. */
  readonly scans: ScanMethods;
  readonly version: string;
}

/** A page cannot identify its machine; only the server notices a copied profile. */
const machine = 'browser';

/** Answers of the server by which nobody is signed in here any more. */
const sessionIsOver: readonly RefusalCode[] = [
  'NOT_SIGNED_IN',
  'DESK_RETIRED',
  'DESK_UNKNOWN',
  'ACCOUNT_DISABLED',
  'FORBIDDEN',
];

const defaults: DeskSettings = { paper: 'A4', theme: 'system', language: 'id', signer: null };

/** The desk of the browser edition: the same sequence and numbers, on a journal inside the browser. */
export function browserDesk(deps: BrowserDeskDeps): Desk {
  const { journal, storage, locks, clock, ids, keys, contents } = deps;
  const state = emptyState();
  const sequence = makeSequence(state, journal, deps.digest, keys, undefined, contents);
  const part = journalPart(state, sequence, journal, contents);

  /** Windows of one browser share one sequence: each call first catches up with what the others wrote. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    locks.hold('desk', null, async () => {
      await journal.catchUp((record) => foldRecord(state, record));
      return work();
    });

  const ask = async (path: string, init: RequestInit): Promise<Outcome<unknown>> => {
    try {
      const response = await deps.fetch(path, init);
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer !== null) return ok(answer);
      const known = errorBody.safeParse(answer);
      if (!known.success) return err(refuse('NOT_A_SERVER'));
      return err(readRefusal(known.data.code));
    } catch {
      return err(refuse('SERVER_UNREACHABLE'));
    }
  };

  const browserHeader = { 'x-lembar-browser': '1' } as const;
  const post = (path: string, body: unknown): Promise<Outcome<unknown>> =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...browserHeader },
      body: JSON.stringify(body),
    });

  /** Accounts of which nothing lies here in the clear any more, over the loads of the page. */
  const sealedOf = (): readonly string[] => (storage.read('sealed') ?? []) as readonly string[];
  const sealOld = makeSealOld({
    state,
    journal,
    contents,
    sequence: { alone: (work) => alone(() => sequence.alone(work)) },
    isOpen: (account) => keys.storeKeyOf(account) !== null,
    sealScans: deps.sealScans,
    done: {
      has: (account) => sealedOf().includes(account),
      add: (account) => storage.write('sealed', [...new Set([...sealedOf(), account])]),
    },
  });

  const signedNow = (account: Account, online: boolean): Signed => {
    const storeKey = keys.storeKeyOf(account.id);
    return { account, online, ...(storeKey === null ? {} : { storeKey: base64Url(storeKey) }) };
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

  /** PROTOCOL T20, T23, as in the desk core. */
  const accept = async (
    { account, session, certificate, storeKey }: SessionAnswer,
    key: BrowserKey,
  ): Promise<Outcome<Signed>> => {
    const { signer, former } = keys.open(account.id, key, storeKey === undefined ? null : storeKeyBytes(storeKey));
    // A server that gives no store key leaves what is entered now in the clear.
    if (storeKey === undefined) storage.write('sealed', []);
    const again = { signer, former, unsignedToo: former.length === 0, digest: deps.digest, verify: verifySignature };
    const signed = await sequence.record(() => ok(signAgain(state, again)), true);
    if (!signed.ok) return signed;
    if (!state.signedIn.has(account.id) || session !== undefined) {
      const placed = await place('session.signIn', account.id, account.personId, session);
      if (!placed.ok) return placed;
    }
    storage.write('account', account);
    if (certificate) storage.write('certificate', certificate);
    void sealOld.run(account.id);
    return ok(signedNow(account, true));
  };

  /** PROTOCOL E4, as in the desk core; the token of a new desk comes as a cookie. */
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

  /**
   * Gets the store key for a page that was loaded again, which its session alone can. False: the server no longer knows
   * the session, and nothing here opens without a sign-in.
   */
  const reopen = async (account: Account): Promise<Outcome<boolean>> => {
    const answer = await ask(paths.session, { headers: browserHeader });
    if (!answer.ok) return sessionIsOver.includes(answer.error.code) ? ok(false) : answer;
    const { account: there, storeKey } = answer.value as { readonly account?: Account; readonly storeKey?: string };
    if (there?.id !== account.id) return ok(false);
    if (storeKey !== undefined) await alone(async () => keys.reopen(account.id, storeKeyBytes(storeKey)));
    return ok(true);
  };

  const signIn = async (username: string, password: string): Promise<Outcome<Signed>> => {
    const tryKey = async (key: BrowserKey): Promise<Outcome<Signed>> => {
      const answer = await post(paths.session, { username, password, key: key.key });
      return answer.ok ? alone(() => accept(answer.value as SessionAnswer, key)) : answer;
    };
    const signed = await tryKey(keys.forSignIn(username));
    // A key the server no longer accepts is replaced by a fresh one (PROTOCOL T1).
    return !signed.ok && signed.error.code === 'KEY_ENDED' ? tryKey(keys.fresh(username)) : signed;
  };

  return {
    append: (draft) => alone(() => part.append(draft)),
    find: (opId) =>
      alone(async () => {
        const found = await part.find(opId);
        return found.ok && found.value ? ok(contents.open(found.value)) : found;
      }),
    // Of accounts that are not here the content goes to the register in its box (PROTOCOL T37).
    pending: (limit) =>
      alone(async () => {
        const pending = await part.pending(limit);
        return pending.ok ? ok(pending.value.map((op) => contents.open(op))) : pending;
      }),
    settle: (results, serverTime) =>
      alone(async () => {
        const settled = await part.settle(results, serverTime);
        // What cannot be removed now is removed another time.
        await journal.tidy(state).catch(() => undefined);
        return settled;
      }),
    past: (afterSeq, limit) =>
      alone(async () => {
        const piece = await part.past(afterSeq, limit);
        if (!piece.ok) return piece;
        const ops = piece.value.ops.map(({ op, result }) => ({
          op: contents.open(op),
          result: contents.openAnswer(result, op.by.account),
        }));
        return ok({ ...piece.value, ops });
      }),
    renew,
    recover: (account, since) =>
      alone(async () => {
        const recovery = await part.recover(account, since);
        if (!recovery.ok) return recovery;
        const { pending, settled } = recovery.value;
        return ok({
          pending: pending.map((op) => contents.open(op)),
          settled: settled.map(({ op, result }) => ({
            op: op && contents.open(op),
            result: contents.openAnswer(result, account),
          })),
        });
      }),
    // Its token is in a cookie no page can read, so it cannot sign a bundle.
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
    // A page is opened from its server, at the address it has.
    beginOffice: () => Promise.resolve(err(refuse('ALREADY_SET_UP'))),
    openDemo: () => Promise.resolve(err(refuse('HOST_CANNOT_OPEN'))),
    changePassword: async (password, next) => {
      const account = storage.read('account') as Account | null;
      const changed = await post(paths.password, { password, next });
      // Session and key ended with the old password; the new one opens others.
      if (changed.ok && account) await signIn(account.username, next);
      if (changed.ok) return ok(null);
      const { code } = changed.error;
      const field = code === 'WRONG_PASSWORD' ? 'current' : code === 'WEAK_PASSWORD' ? 'next' : null;
      return err(field === null ? changed.error : { ...changed.error, field });
    },
    moveServer: () => Promise.resolve(err(refuse('HOST_CANNOT_OPEN'))),
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
        // Another window enrolled meanwhile; one journal holds one desk.
        if (state.identity) return err(refuse('ALREADY_ENROLLED'));
        const kept = await sequence.record(() => ok([incarnation]), true);
        return kept.ok ? accept(enrolled, key) : kept;
      });
    },
    signIn,
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
    current: async () => {
      const account = storage.read('account') as Account | null;
      if (!account) return ok(null);
      const opened = keys.storeKeyOf(account.id) === null ? await reopen(account) : ok(true);
      if (!opened.ok) return opened;
      return alone(async () => {
        const here = opened.value && state.signedIn.has(account.id) && keys.of(account.id) !== null;
        if (here) void sealOld.run(account.id);
        return ok(here ? signedNow(account, false) : null);
      });
    },
    settings: () => Promise.resolve(ok({ ...defaults, ...(storage.read('settings') as Partial<DeskSettings> | null) })),
    saveSettings: (settings) => Promise.resolve(ok((storage.write('settings', settings), null))),
    print: () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT'))),
    openExternal: () => Promise.resolve(err(refuse('HOST_CANNOT_OPEN'))),
    ...deps.scans,
  };
}
