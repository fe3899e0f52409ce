import { todayWib } from '../../shared/dates/wib.ts';
import type { Account } from '../../shared/people/people.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import type {
  DeskIdentity,
  EnrolAnswer,
  EnrolRequest,
  SessionAnswer,
  SignInRequest,
} from '../../shared/sync/session-api.ts';
import { chainStart } from '../../shared/sync/operation.ts';
import { signInText } from '../../shared/sync/proof.ts';
import { wantsCookies, type Asked } from '../http/cookies.ts';
import type { Deps } from '../deps.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { certify, sealsOf, storeKeyOf, type Seals } from '../trust/seals.ts';
import { storeKeyInUse } from '../sync/boxes.ts';
import { lineageOf } from '../sync/lineage.ts';
import { accountByName, whoIs, type Masters } from '../sync/masters.ts';
import { deskOf, endOf } from './callers.ts';
import type { Counter } from './guesses.ts';
import { takeKey } from './keys.ts';
import { newToken, sha256 } from './tokens.ts';

/** Why a sign-in is refused; `waitMs`: how long to wait before the next try. */
export interface DoorFault {
  readonly code: ErrorCode;
  readonly waitMs?: number;
}
const shut = (code: ErrorCode): { readonly ok: false; readonly error: DoorFault } => err({ code });

type Given = Pick<SignInRequest, 'username' | 'password' | 'key' | 'proof'>;

/** An account whose password was right, and the hash it was right for: the hash may change a moment later. */
interface Right {
  readonly account: Account;
  readonly stored: string;
}

/**
 * A name nobody has is counted like one of an account, so that nobody finds out which there are. It may be a password in
 * the wrong field: what is kept of it cannot be read.
 */
const nobody = (seals: Seals, username: string): string => `-${seals.of('no account', username)}`;

/**
 * PROTOCOL T7: at a desk where the account has or had a key, its tries are counted separately; elsewhere all tries at
 * the account together, and all that come from one address.
 */
async function countersOf(
  tx: Tx,
  account: Account | null,
  username: string,
  desk: DeskRow | null,
  source: string,
): Promise<readonly Counter[]> {
  const known = account !== null && desk !== null && (await isKnownAt(tx, desk, account.id));
  // Copies share the tries of what they go back to: each new one would bring new ones.
  if (known) return [{ kind: 'desk', name: `${await lineageOf(tx, desk)} ${account.id}` }];
  return [
    { kind: 'account', name: account?.id ?? nobody(await sealsOf(tx), username) },
    { kind: 'source', name: source },
  ];
}

/**
 * PROTOCOL T7: the counter of a try that comes with the signature of the account's own key at that desk. Whoever can sign
 * knew the password; tries of others there do not delay him, and his own are counted at the key.
 */
async function ownCounter(tx: Tx, account: Account | null, desk: DeskRow | null, key: string): Promise<Counter | null> {
  const row = await tx.keys.get(key);
  if (!row || !desk || row.account !== account?.id || row.endedAt !== null) return null;
  return row.desk === desk.id || row.desk === desk.origin ? { kind: 'desk', name: `key ${key}` } : null;
}

/** Whether the request is signed with the key it names, at the desk it comes from. */
async function isSigned({ push }: Deps, { key, proof, ...given }: Given, desk: DeskRow | null): Promise<boolean> {
  if (key === undefined || proof === undefined || !desk) return false;
  const [signed] = await push.verify([{ key, text: signInText(desk.id, given, sha256), sig: proof }]);
  return signed ?? false;
}

async function isKnownAt(tx: Tx, desk: DeskRow, account: string): Promise<boolean> {
  if (await tx.keys.everHad(desk.id, account)) return true;
  return desk.origin !== null && tx.keys.everHad(desk.origin, account);
}

/** Checks name and password. Wrong name and wrong password are one answer and take the same time. */
export async function checkPassword(
  deps: Deps,
  given: Given,
  desk: DeskRow | null,
  source: string,
): Promise<Result<Right, DoorFault>> {
  const username = given.username.trim().toLowerCase();
  const signed = await isSigned(deps, given, desk);
  const { account, stored, counters } = await deps.store.read(async (tx) => {
    const found = accountByName(await deps.masters.at(tx), username);
    const own = signed && given.key !== undefined ? await ownCounter(tx, found, desk, given.key) : null;
    return {
      account: found,
      stored: found ? await tx.accounts.password(found.id) : null,
      counters: own ? [own] : await countersOf(tx, found, username, desk, source),
    };
  });
  const attempt = await deps.guesses.begin(counters);
  if (!attempt.ok) return err({ code: 'TOO_MANY_TRIES', waitMs: attempt.error });
  const right = await deps.passwords.matches(stored, given.password);
  if (!right || !account || stored === null) {
    await attempt.value.wrong();
    return shut('WRONG_PASSWORD');
  }
  await attempt.value.right();
  return account.disabled ? shut('ACCOUNT_DISABLED') : ok({ account, stored });
}

/** Whether the password that was right still is, since verifying it took a moment. */
export async function stillRight(tx: Tx, deps: Deps, { account, stored }: Right): Promise<Result<Account, DoorFault>> {
  if ((await tx.accounts.password(account.id)) !== stored) return shut('WRONG_PASSWORD');
  const now = (await deps.masters.at(tx)).get<Account>('account', account.id);
  if (!now) return shut('WRONG_PASSWORD');
  return now.disabled ? shut('ACCOUNT_DISABLED') : ok(now);
}

/** Opens a session, and takes the key that came with the password as the account's at that desk (PROTOCOL T1). */
async function openSession(
  tx: Tx,
  deps: Deps,
  account: Account,
  desk: DeskRow | null,
  key: string | undefined,
): Promise<Result<SessionAnswer, DoorFault>> {
  const now = deps.clock.now();
  if (desk && key !== undefined) {
    const taken = await takeKey(tx, desk, account.id, key, now);
    if (!taken.ok) return shut(taken.error);
  }
  const times = { lastUsed: now, openedAt: now };
  const token = newToken(deps.random);
  // Without a desk there is no sequence whose sign-in could name it.
  const name = desk ? deps.ids.next() : null;
  await tx.accounts.putSession({
    tokenHash: sha256(token),
    account: account.id,
    desk: desk?.id ?? null,
    ...times,
    name,
  });
  const answer = {
    token,
    expiresAt: endOf(times, deps.settings.sessionMs),
    account,
    ...(name === null ? {} : { session: name }),
  };
  if (!desk || key === undefined) return ok(answer);
  const seals = await sealsOf(tx);
  const certificate = certify(seals, { desk: desk.id, account: account.id, key, at: now });
  const formerKeys = await formerKeysOf(tx, desk, account.id, key);
  return ok({ ...answer, certificate, storeKey: storeKeyOf(seals, desk.id, account.id), formerKeys });
}

/** The store key of an account that has a key at the desk or where it was copied from; nothing for any other. */
export function storeKeyFor(
  { store }: Pick<Deps, 'store'>,
  desk: DeskRow,
  account: string,
): Promise<{ readonly storeKey?: string }> {
  return store.read(async (tx) => {
    const storeKey = await storeKeyInUse(tx, desk.id, account);
    return storeKey === null ? {} : { storeKey };
  });
}

/** Earlier keys named to a desk, whose pending operations may still carry their signatures. */
const maxFormer = 8;

/** PROTOCOL T41: what the account had at this desk, or at the one it was copied from, before the key of today. */
async function formerKeysOf(tx: Tx, desk: DeskRow, account: string, key: string): Promise<readonly string[]> {
  const places = [desk.id, ...(desk.origin === null ? [] : [desk.origin])];
  const rows = await Promise.all(places.map((place) => tx.keys.hadAt(place, account, maxFormer + 1)));
  return rows
    .flat()
    .map((row) => row.key)
    .filter((one) => one !== key)
    .slice(0, maxFormer);
}

/**
 * PROTOCOL P20: an account of an agency signs in from a page of the browser edition, at a desk of that agency alone, and
 * nobody of the office at such a desk. Null: it is its place.
 */
function placeFault({ agency }: Account, at: string | null, asked: Asked): DoorFault | null {
  if (!agency) return at === null ? null : { code: 'AGENCY_DESK' };
  return wantsCookies(asked) && at === agency.id ? null : { code: 'AGENCY_ACCOUNT' };
}

/** Sign-in, at a desk or without one. */
export async function signIn(
  deps: Deps,
  body: SignInRequest,
  asked: Asked,
  source: string,
): Promise<Result<SessionAnswer, DoorFault>> {
  const desk = await deps.store.read((tx) => deskOf(tx, asked));
  if (!desk.ok) return shut(desk.error);
  const right = await checkPassword(deps, body, desk.value, source);
  if (!right.ok) return right;
  return deps.store.write(async (tx) => {
    // The desk may have been retired while the password was checked.
    const here = await deskOf(tx, asked);
    if (!here.ok) return shut(here.error);
    const account = await stillRight(tx, deps, right.value);
    if (!account.ok) return account;
    const fault = placeFault(account.value, here.value?.agency ?? null, asked);
    return fault ? err(fault) : openSession(tx, deps, account.value, here.value, body.key);
  }, desk.value?.id ?? source);
}

function isAdministrator(masters: Masters, account: Account, clock: Deps['clock']): boolean {
  return whoIs(masters, account, todayWib(clock.now()), null).rights.has('admin');
}

const hourMs = 3_600_000;

/** A copy begins above the incarnation it comes from. */
const neverUsed = ({ inc, origin, lastHash }: DeskRow): boolean =>
  lastHash === chainStart && (inc === 1 || origin !== null);

/**
 * PROTOCOL T8: bounds the desks an account enrols in an hour, copies included, and those of it that are open and never
 * sent an operation; whoever wants more waits, uses them or has them retired. Administrators set up whole offices. Null:
 * one more is permitted.
 */
export async function enrolmentFault(
  tx: Tx,
  { clock, settings, masters }: Pick<Deps, 'clock' | 'settings' | 'masters'>,
  account: Account,
): Promise<DoorFault | null> {
  if (isAdministrator(await masters.at(tx), account, clock)) return null;
  const { perHour, unused } = settings.enrolments;
  const from = clock.now() - hourMs;
  const desks = (await tx.desks.all()).filter(({ enrolledBy }) => enrolledBy === account.id);
  const lately = desks
    .filter(({ createdAt }) => createdAt > from)
    .map(({ createdAt }) => createdAt)
    .sort((a, b) => a - b);
  const oldest = lately[lately.length - perHour];
  if (oldest !== undefined) return { code: 'TOO_MANY_DESKS', waitMs: oldest - from };
  const silent = desks.filter((desk) => !desk.retired && neverUsed(desk));
  return silent.length >= unused ? { code: 'TOO_MANY_DESKS' } : null;
}

/** Enrolment: an account vouches for a new desk and is signed in there. One of an agency makes a desk of that agency. */
export async function enrol(
  deps: Deps,
  body: EnrolRequest,
  asked: Asked,
  source: string,
): Promise<Result<EnrolAnswer, DoorFault>> {
  const right = await checkPassword(deps, body, null, source);
  if (!right.ok) return right;
  return deps.store.write(async (tx): Promise<Result<EnrolAnswer, DoorFault>> => {
    const account = await stillRight(tx, deps, right.value);
    if (!account.ok) return account;
    if (body.again !== undefined) return enrolAgain(tx, deps, account.value, { ...body, again: body.again });
    const agency = account.value.agency?.id ?? null;
    const misplaced = placeFault(account.value, agency, asked);
    if (misplaced) return err(misplaced);
    const fault = await enrolmentFault(tx, deps, account.value);
    if (fault) return err(fault);
    // Refuse a key that cannot be this account's at the new desk before the desk is made.
    if (body.key !== undefined && (await tx.keys.get(body.key))) return shut('FORBIDDEN');
    const { name, machine } = { name: body.deskName, machine: body.machine };
    const { desk, token } = await enrolDesk(tx, deps, { name, machine, by: account.value.id, agency });
    const session = await openSession(tx, deps, account.value, desk, body.key);
    return session.ok ? ok({ ...session.value, desk: identityOf(desk), deskToken: token }) : session;
  }, source);
}

/**
 * PROTOCOL T40: a desk that lost its token gets another one, on the word of an administrator. The old one ends, with every
 * session opened there; its sequence, numbers and its people's keys stay as they are, so what waits there goes on.
 */
async function enrolAgain(
  tx: Tx,
  deps: Deps,
  account: Account,
  { again, key }: Pick<EnrolRequest, 'key'> & { readonly again: string },
): Promise<Result<EnrolAnswer, DoorFault>> {
  const { clock, masters, random } = deps;
  if (!isAdministrator(await masters.at(tx), account, clock)) return shut('FORBIDDEN');
  const known = await tx.desks.get(again);
  if (!known) return shut('DESK_UNKNOWN');
  if (known.retired) return shut('DESK_RETIRED');
  if (known.agency !== null) return shut('AGENCY_DESK');
  const token = newToken(random);
  const desk: DeskRow = { ...known, tokenHash: sha256(token), lastSeen: clock.now() };
  await tx.desks.put(desk);
  await tx.accounts.endSessionsAt(desk.id);
  const session = await openSession(tx, deps, account, desk, key);
  return session.ok ? ok({ ...session.value, desk: identityOf(desk), deskToken: token }) : session;
}

/** Makes a desk. Codes are `D01`, `D02`, … in the order of enrolment. */
export async function enrolDesk(
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'random' | 'clock' | 'settings'>,
  given: {
    readonly name: string;
    readonly machine: string;
    /** The account that vouches for it; null for the server itself. */
    readonly by: string | null;
    /** Of an agency; absent: of the office. */
    readonly agency?: string | null;
    /** The desk it was copied from, up to which sequence number (PROTOCOL E5). */
    readonly copyOf?: { readonly desk: string; readonly seq: number };
  },
): Promise<{ readonly desk: DeskRow; readonly token: string }> {
  const token = newToken(deps.random);
  const n = (await tx.desks.all()).length + 1;
  const desk: DeskRow = {
    id: deps.ids.next(),
    code: `D${String(n).padStart(2, '0')}`,
    name: given.name,
    machine: given.machine,
    tokenHash: sha256(token),
    inc: 1,
    lastSeq: 0,
    lastHash: chainStart,
    retired: false,
    lost: false,
    blockSize: deps.settings.blockSize,
    createdAt: deps.clock.now(),
    lastSeen: deps.clock.now(),
    reported: (await tx.clock()).epoch,
    replaysAll: false,
    origin: given.copyOf?.desk ?? null,
    originSeq: given.copyOf?.seq ?? 0,
    enrolledBy: given.by,
    confirmed: false,
    agency: given.agency ?? null,
  };
  await tx.desks.put(desk);
  return { desk, token };
}

export function identityOf({ id, code, name, inc }: DeskRow): DeskIdentity {
  return { id, code, name, inc };
}
