import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { AskBlobs } from '../../shared/scans/scan-sender.ts';
import { largestScan } from '../../shared/scans/scan-type.ts';
import { errorBody } from '../../shared/sync/protocol.ts';
import type { Upstream, Vault } from './ports.ts';

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestScan) throw new Error('more than a scan');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function codeOf(type: string, body: Uint8Array): string | null {
  if (!type.includes('json')) return null;
  try {
    const parsed = errorBody.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return parsed.success ? parsed.data.code : null;
  } catch {
    return null;
  }
}

/** Asks the server about scans with the tokens that only the desk knows, over the accepted connection. */
export function askServer(
  state: DeskState,
  vault: Vault,
  tokenOf: (account: string) => Promise<string | null>,
  upstream: Upstream,
): AskBlobs {
  return async ({ method, path, headers, body, account }) => {
    if (!state.server) return null;
    const [desk, session] = await Promise.all([vault.read('desk'), tokenOf(account)]);
    const sent = {
      ...headers,
      ...(desk ? { authorization: `Desk ${desk}` } : {}),
      ...(session ? { 'x-lembar-session': session } : {}),
    };
    try {
      const answer = await upstream({ url: state.server + path, method, headers: sent, body, pinned: state.pinned });
      const bytes = await bytesOf(answer.body);
      const type = answer.headers['content-type'] ?? '';
      // An answer in HTML comes from a captive portal, not from the server.
      if (type.includes('html')) return null;
      return { status: answer.status, headers: answer.headers, body: bytes, code: codeOf(type, bytes) };
    } catch {
      return null;
    }
  };
}
