import { todayWib } from '../../shared/dates/wib.ts';
import type { Account } from '../../shared/people/people.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { deskCookie, sameOrigin, sessionCookie, type Asked } from '../http/cookies.ts';
import type { Parts } from '../parts.ts';
import type { DeskRow, SessionRow, Tx } from '../store/store.ts';
import { whoIs, type Masters } from '../sync/masters.ts';
import { sha256 } from './tokens.ts';

/** Who asks: an account with a session, and the desk it sits at if there is one. */
export interface Caller {
  readonly account: Account;
  readonly session: SessionRow;
  readonly desk: DeskRow | null;
  readonly masters: Masters;
}

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
  return { desk: request.cookies[deskCookie] ?? null, session: request.cookies[sessionCookie] ?? null };
}

/** The desk a request comes from. `null`: it names none. */
export async function deskOf(tx: Tx, request: Asked): Promise<Result<DeskRow | null, ErrorCode>> {
  const tokens = tokensOf(request);
  if (!tokens) return err('FORBIDDEN');
  if (tokens.desk === null) return ok(null);
  const desk = await tx.desks.byToken(sha256(tokens.desk));
  return desk ? ok(desk) : err('DESK_UNKNOWN');
}

/** Uses of a session are written down this often at most; a request need not wait for a disk. */
const touchMs = 3_600_000;

/** Who asks, or the code to answer with. A session is bound to the desk it was opened at. */
export async function callerOf(parts: Parts, request: Asked): Promise<Result<Caller, ErrorCode>> {
  const now = parts.clock.now();
  const found = await parts.store.read(async (tx): Promise<Result<Caller, ErrorCode>> => {
    const desk = await deskOf(tx, request);
    if (!desk.ok) return desk;
    const token = tokensOf(request)?.session ?? null;
    const session = token === null ? null : await tx.accounts.session(sha256(token));
    if (!session || session.lastUsed + parts.settings.sessionMs <= now) return err('NOT_SIGNED_IN');
    // A copied desk goes on with the sessions it was copied with (PROTOCOL E5).
    const here = [desk.value?.id, desk.value?.origin];
    if (session.desk !== null && !here.includes(session.desk)) return err('NOT_SIGNED_IN');
    const masters = await parts.masters.at(tx);
    const account = masters.get<Account>('account', session.account);
    if (!account) return err('NOT_SIGNED_IN');
    return account.disabled ? err('ACCOUNT_DISABLED') : ok({ account, session, desk: desk.value, masters });
  });
  if (found.ok && now - found.value.session.lastUsed > Math.min(touchMs, parts.settings.sessionMs / 4)) {
    await parts.store.write((tx) => tx.accounts.putSession({ ...found.value.session, lastUsed: now }));
  }
  return found;
}

export interface DeskCaller extends Caller {
  readonly desk: DeskRow;
}

/** For what a desk alone may do: its sequence, its numbers. `retired` desks are told so. */
export async function deskCallerOf(parts: Parts, request: Asked): Promise<Result<DeskCaller, ErrorCode>> {
  const caller = await callerOf(parts, request);
  if (!caller.ok) return caller;
  const { desk } = caller.value;
  if (!desk) return err('DESK_UNKNOWN');
  return desk.retired ? err('DESK_RETIRED') : ok({ ...caller.value, desk });
}

/** For what administrators alone may do. */
export async function adminOf(parts: Parts, request: Asked): Promise<Result<Caller, ErrorCode>> {
  const caller = await callerOf(parts, request);
  if (!caller.ok) return caller;
  const { masters, account } = caller.value;
  const who = whoIs(masters, account, todayWib(parts.clock.now()), null);
  return who.rights.has('admin') ? caller : err('FORBIDDEN');
}
