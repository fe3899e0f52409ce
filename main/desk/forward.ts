import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { Upstream, UpstreamAnswer, Vault } from './ports.ts';

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

function plain(status: number, code: string): UpstreamAnswer {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(Buffer.from(JSON.stringify({ code })));
      controller.close();
    },
  });
  return { status, headers: { 'content-type': 'application/json' }, body };
}

/** Hands the renderer's `/api` calls to the server, with the tokens that only the desk knows. */
export function makeForward(
  state: DeskState,
  vault: Vault,
  tokenOf: (account: string) => Promise<string | null>,
  upstream: Upstream,
): (request: ForwardRequest) => Promise<UpstreamAnswer> {
  return async ({ path, method, headers, body, signal }) => {
    if (!path.startsWith('/api/') || path.includes('..')) return plain(404, 'NOT_FOUND');
    if (!state.server) return plain(503, 'NOT_ENROLLED');
    // An EventSource cannot set a header, so the live channel names its account in the address.
    const account = headers[accountHeader] ?? new URL(path, 'http://desk').searchParams.get('account');
    const [desk, session] = await Promise.all([vault.read('desk'), account ? tokenOf(account) : Promise.resolve(null)]);
    const sent: Record<string, string> = {};
    for (const name of passed) if (headers[name]) sent[name] = headers[name];
    if (desk) sent['authorization'] = `Desk ${desk}`;
    if (session) sent['x-lembar-session'] = session;
    try {
      return await upstream({
        url: state.server + path,
        method,
        headers: sent,
        body,
        pinned: state.pinned,
        ...(signal ? { signal } : {}),
      });
    } catch {
      return plain(502, 'SERVER_UNREACHABLE');
    }
  };
}
