import { todayWib } from '../../shared/dates/wib.ts';
import type { Account } from '../../shared/people/people.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { cookieTokens, sameOrigin, type Asked } from '../http/cookies.ts';
import type { Deps } from '../deps.ts';
import type { DeskRow, SessionRow, Tx } from '../store/store.ts';
import { whoIs, type Masters } from '../sync/masters.ts';
import { sha256 } from './tokens.ts';

/** The account that asks, with a session, and the desk it sits at if there is one. */
export interface Caller {
  readonly account: Account;
  readonly session: SessionRow;
  readonly desk: DeskRow | null;
  readonly masters: Masters;
}

export interface DeskCaller extends Caller {
  readonly desk: DeskRow;
}

/**
 * What a caller needs. `session`: anyone of the office who is signed in. `desk`: the same at a desk, for its sequence and
 * its numbers. `admin`: with the right to administer. `anyone`, `any-desk`: accounts of agencies too (PROTOCOL P20); a
 * route that does not say so is closed to them.
 */
export type Need = 'session' | 'desk' | 'admin' | 'anyone' | 'any-desk';
export type CallerFor<N extends Need> = N extends 'desk' | 'any-desk' ? DeskCaller : Caller;

interface Tokens {
  readonly desk: string | null;
  readonly session: string | null;
}

function tokensOf(request: Asked): Tokens | null {
  const header = request.headers['authorization'];
  const session = request.headers['x-lembar-session'];
  const desk = typeof header === 'string' && header.startsWith('Desk ') ? header.slice(5) : null;
  if (desk !== null || typeof session === 'string') {
    return { desk, session: typeof session === 'string' ? session : null };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD' && !sameOrigin(request)) return null;
  return cookieTokens(request);
}

/** The desk a request comes from, in use. `null`: it names none. */
export async function deskOf(tx: Tx, request: Asked): Promise<Result<DeskRow | null, ErrorCode>> {
  const tokens = tokensOf(request);
  if (!tokens) return err('FORBIDDEN');
  if (tokens.desk === null) return ok(null);
  const desk = await tx.desks.byToken(sha256(tokens.desk));
  if (!desk) return err('DESK_UNKNOWN');
  return desk.retired ? err('DESK_RETIRED') : ok(desk);
}

/** The desk to which limits per desk apply; requests that name none share those of their address. */
export function deskTokenHash(request: Asked): string | null {
  const token = tokensOf(request)?.desk ?? null;
  return token === null ? null : sha256(token);
}

/** A session in use every day ends as well: who has its token without the password keeps it no longer. */
export const longestSessionMs = 90 * 86_400_000;

/** When the session ends unless it is used once more: by itself it ends in any case. */
export function endOf({ lastUsed, openedAt }: Pick<SessionRow, 'lastUsed' | 'openedAt'>, sessionMs: number): number {
  return Math.min(lastUsed + sessionMs, openedAt + longestSessionMs);
}

const knownRequesters = new WeakMap<Asked, Promise<string | null>>();

/** Whoever names nobody known takes turns and writes as this one, together with all others like him. */
export const nobody = 'nobody';

/** Who takes a turn and has a share: each desk, each account that asks without one; null: nobody known. */
export function requesterOf(deps: Pick<Deps, 'store'>, request: Asked): Promise<string | null> {
  const tokens = tokensOf(request);
  if (!tokens || (tokens.desk === null && tokens.session === null)) return Promise.resolve(null);
  const found = knownRequesters.get(request);
  if (found) return found;
  const asked = deps.store.read(async (tx) => {
    const desk = await deskOf(tx, request);
    if (!desk.ok) return null;
    if (desk.value) return desk.value.id;
    const session = tokens.session === null ? null : await tx.accounts.session(sha256(tokens.session));
    return session === null ? null : `account ${session.account}`;
  });
  knownRequesters.set(request, asked);
  return asked;
}

type AskDeps = Pick<Deps, 'clock' | 'settings' | 'masters'>;

/**
 * The one question every route and the live channel ask (PROTOCOL T5): who is it, and is it permitted? A session is
 * bound to the desk it was opened at. In a writing transaction it is asked before anything is written.
 */
export async function askerIn<N extends Need>(
  tx: Tx,
  deps: AskDeps,
  request: Asked,
  need: N,
): Promise<Result<CallerFor<N>, ErrorCode>> {
  const now = deps.clock.now();
  const desk = await deskOf(tx, request);
  if (!desk.ok) return desk;
  const token = tokensOf(request)?.session ?? null;
  const session = token === null ? null : await tx.accounts.session(sha256(token));
  if (!session || endOf(session, deps.settings.sessionMs) <= now) return err('NOT_SIGNED_IN');
  // A copied desk continues with the sessions it was copied with (PROTOCOL E5).
  const here = [desk.value?.id, desk.value?.origin];
  if (session.desk !== null && !here.includes(session.desk)) return err('NOT_SIGNED_IN');
  const masters = await deps.masters.at(tx);
  const account = masters.get<Account>('account', session.account);
  if (!account) return err('NOT_SIGNED_IN');
  if (account.disabled) return err('ACCOUNT_DISABLED');
  const agency = account.agency?.id ?? null;
  if ((desk.value?.agency ?? null) !== agency) return err('NOT_SIGNED_IN');
  if (agency !== null && need !== 'anyone' && need !== 'any-desk') return err('FORBIDDEN');
  if ((need === 'desk' || need === 'any-desk') && !desk.value) return err('DESK_UNKNOWN');
  if (need === 'admin' && !whoIs(masters, account, todayWib(now), null).rights.has('admin')) return err('FORBIDDEN');
  return ok({ account, session, desk: desk.value, masters } as CallerFor<N>);
}

/** How often at most the use of a session is recorded, so that a request need not wait for a disk. */
const touchMs = 3_600_000;

/** The caller, or the code to answer with. */
export async function askerOf<N extends Need>(
  deps: Pick<Deps, 'store'> & AskDeps,
  request: Asked,
  need: N,
): Promise<Result<CallerFor<N>, ErrorCode>> {
  const found = await deps.store.read((tx) => askerIn(tx, deps, request, need));
  const now = deps.clock.now();
  if (found.ok && now - found.value.session.lastUsed > Math.min(touchMs, deps.settings.sessionMs / 4)) {
    const { account, desk, session } = found.value;
    await deps.store.write((tx) => tx.accounts.touchSession(session.tokenHash, now), desk?.id ?? account.id);
  }
  return found;
}

/** Authorises and works in one transaction: a caller who lost the right while waiting does nothing with it any more. */
export async function writeAs<N extends Need, T>(
  deps: Pick<Deps, 'store'> & AskDeps,
  request: Asked,
  need: N,
  work: (tx: Tx, caller: CallerFor<N>) => Promise<T>,
): Promise<Result<T, ErrorCode>> {
  const from = (await requesterOf(deps, request)) ?? nobody;
  return deps.store.write(async (tx): Promise<Result<T, ErrorCode>> => {
    const caller = await askerIn(tx, deps, request, need);
    return caller.ok ? ok(await work(tx, caller.value)) : caller;
  }, from);
}
