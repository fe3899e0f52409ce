import { askJson, type JsonAnswer } from './ask-json.ts';
import type { Timers, Upstream } from './ports.ts';

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
export type Post = (to: Addressee, path: string, body: unknown) => Promise<JsonAnswer | null>;

/** What the register says to the core itself is short. */
const bounds = { ms: 20_000, bytes: 256 * 1024 };

/** The desk core's own questions to the server; what the window asks goes through `forward`. */
export function makePost(upstream: Upstream, timers: Timers): Post {
  return async ({ server, pinned, desk, session }, path, body) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (desk) headers['authorization'] = `Desk ${desk}`;
    if (session) headers['x-lembar-session'] = session;
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const request = { url: server + path, method: 'POST', headers, body: bytes, pinned };
    const answer = await askJson(upstream, timers, request, bounds);
    return answer && answer.body !== null && answer.status < 500 ? answer : null;
  };
}
