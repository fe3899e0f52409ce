import type { DeskState } from '../../shared/desk/desk-state.ts';
import { centrePaths } from '../../shared/exchange/office-api.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { readBytes } from './ask-json.ts';
import type { Exchange } from './exchange.ts';
import type { Upstream, UpstreamAnswer, Vault } from './ports.ts';
import type { Presence } from './presence.ts';

export interface ForwardRequest {
  /** `/api/…` with its query. */
  readonly path: string;
  readonly method: string;
  /** Lower-case names; only those in {@link passed} reach the server. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly signal?: AbortSignal;
}

/** Names the account whose session a request is made with; set by the renderer, never a token. */
export const accountHeader = 'x-lembar-account';
const passed = ['content-type', 'accept'];

/** Routes a window may call while nobody is signed in. */
const openPaths: readonly string[] = [paths.health, paths.setup];
/** Only the core itself signs in and takes new incarnations. */
const windowPaths: readonly string[] = [
  ...[paths.hello, paths.push, paths.pull, paths.snapshot, paths.live, paths.reconcile, paths.buckets, paths.bucket],
  ...[paths.carried, paths.lease, paths.closeLease, paths.accounts, paths.books],
  ...Object.values(trustPaths),
  ...Object.values(centrePaths),
];

/** What a window may ask at a path of the register: `open` also while nobody is signed in, `none` nothing. */
export function forwardedAs(pathname: string): 'open' | 'window' | 'none' {
  if (openPaths.includes(pathname)) return 'open';
  return windowPaths.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ? 'window' : 'none';
}

/** Filtered answers are far shorter; snapshots and pages of a pull stream through. */
const largestAnswer = 16 * 1024 * 1024;

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });

function plain(status: number, code: string): UpstreamAnswer {
  const body = streamOf(Buffer.from(JSON.stringify({ code })));
  return { status, headers: { 'content-type': 'application/json' }, body };
}

/** Longest beginning of a page that is looked at. */
const longestHead = 64 * 1024;
const beforeRows = ',"rows":[';

/** Passes a page through as it comes, and gives what stands before its rows on its way. */
function withHead(body: ReadableStream<Uint8Array>, seen: (head: Uint8Array) => Promise<void>) {
  const reader = body.getReader();
  let begun: Buffer | null = Buffer.alloc(0);
  return new ReadableStream<Uint8Array>({
    pull: async (out) => {
      const { done, value } = await reader.read();
      if (done) return out.close();
      if (begun) {
        begun = Buffer.concat([begun, value]);
        const end = begun.indexOf(beforeRows);
        if (end >= 0) await seen(Buffer.concat([begun.subarray(0, end), Buffer.from('}')]));
        if (end >= 0 || begun.length > longestHead) begun = null;
      }
      out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Passes bytes through until the signal, then fails the reader's stream. */
function until(signal: AbortSignal, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let end = (): void => undefined;
  return new ReadableStream<Uint8Array>({
    start: (out) => {
      end = () => {
        out.error(new Error('the account has signed out'));
        void reader.cancel().catch(() => undefined);
      };
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
    },
    pull: async (out) => {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (!done) return out.enqueue(value);
      signal.removeEventListener('abort', end);
      out.close();
    },
    cancel: async (reason) => {
      signal.removeEventListener('abort', end);
      await reader.cancel(reason).catch(() => undefined);
    },
  });
}

export interface ForwardDeps {
  readonly state: DeskState;
  readonly vault: Vault;
  readonly upstream: Upstream;
  readonly presence: Presence;
  readonly exchange: Exchange;
  readonly tokenOf: (account: string) => Promise<string | null>;
}

/**
 * Forwards the renderer's `/api` calls to the server with tokens that only the desk knows, those of the account at the
 * window alone (PROTOCOL T24). Its requests are aborted when it signs out.
 */
export function makeForward(deps: ForwardDeps): (request: ForwardRequest) => Promise<UpstreamAnswer> {
  const { state, vault, upstream, presence, exchange, tokenOf } = deps;

  /** Without a session. */
  const send = async (request: ForwardRequest, path: string, account: string | null): Promise<UpstreamAnswer> => {
    const { method, headers, body, signal } = request;
    const [desk, session] = await Promise.all([vault.read('desk'), account === null ? null : tokenOf(account)]);
    const sent: Record<string, string> = {};
    for (const name of passed) if (headers[name]) sent[name] = headers[name];
    if (desk) sent['authorization'] = `Desk ${desk}`;
    if (session) sent['x-lembar-session'] = session;
    try {
      const url = `${state.server ?? ''}${path}`;
      return await upstream({ url, method, headers: sent, body, pinned: state.pinned, ...(signal ? { signal } : {}) });
    } catch {
      return plain(502, 'SERVER_UNREACHABLE');
    }
  };

  const lookInto = async (path: string, answer: UpstreamAnswer): Promise<UpstreamAnswer> => {
    try {
      const bytes = await readBytes(answer.body, largestAnswer);
      if (answer.status !== 200) {
        exchange.refused(path, bytes);
        return { ...answer, body: streamOf(bytes) };
      }
      return { ...answer, body: streamOf(await exchange.incoming(path, bytes)) };
    } catch {
      return plain(502, 'SERVER_UNREACHABLE');
    }
  };

  return async (request) => {
    const { path, method, headers, signal } = request;
    if (!path.startsWith('/api/')) return plain(404, 'NOT_FOUND');
    const { pathname, search, searchParams } = new URL(path, 'http://desk');
    if (!state.server) return plain(503, 'NOT_ENROLLED');
    const may = forwardedAs(pathname);
    if (may === 'open') return send(request, pathname + search, null);
    if (may === 'none') return plain(404, 'NOT_FOUND');
    // An EventSource cannot set a header, so the live channel names its account in the address.
    const names = [headers[accountHeader], searchParams.get('account')].filter((name) => name != null);
    const account = presence.account()?.id;
    if (account === undefined || names.length === 0 || names.some((name) => name !== account)) {
      return plain(401, 'NOT_SIGNED_IN');
    }
    const stays = presence.signal();
    const filtered = method === 'POST' && exchange.concerns(pathname);
    const body = filtered && request.body ? exchange.outgoing(pathname, request.body) : request.body;
    // What the window means to send is not in the journal: GAP makes it repeat the handshake.
    if (filtered && body === null) return plain(409, 'GAP');
    const both = signal ? AbortSignal.any([signal, stays]) : stays;
    const answer = await send({ ...request, body, signal: both }, pathname + search, account);
    if (!presence.is(account)) {
      await answer.body.cancel().catch(() => undefined);
      return plain(401, 'NOT_SIGNED_IN');
    }
    if (answer.status === 200 && method === 'POST' && pathname === paths.pull) {
      return { ...answer, body: until(stays, withHead(answer.body, exchange.pulled)) };
    }
    if (filtered && answer.status === 409) return lookInto(pathname, answer);
    if (!filtered || answer.status !== 200) return { ...answer, body: until(stays, answer.body) };
    return lookInto(pathname, answer);
  };
}
