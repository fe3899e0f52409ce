import type { Upstream } from './ports.ts';
import { readJson } from './read-json.ts';

/** Where a request goes, and in whose name. */
export interface Addressee {
  readonly server: string;
  readonly pinned: string | null;
  /** The desk's token. */
  readonly desk?: string | null;
  /** The token of a session at this desk. */
  readonly session?: string | null;
}

/** Posts JSON and gives status and JSON back; null when nobody answered, or not in our language. */
export type Post = (
  to: Addressee,
  path: string,
  body: unknown,
) => Promise<{ readonly status: number; readonly body: unknown } | null>;

/** The desk core's own questions to the server; what the window asks goes through `forward`. */
export function makePost(upstream: Upstream): Post {
  return async ({ server, pinned, desk, session }, path, body) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (desk) headers['authorization'] = `Desk ${desk}`;
    if (session) headers['x-lembar-session'] = session;
    try {
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      const answer = await upstream({ url: server + path, method: 'POST', headers, body: bytes, pinned });
      const json = await readJson(answer);
      return json === null || answer.status >= 500 ? null : { status: answer.status, body: json };
    } catch {
      return null;
    }
  };
}
