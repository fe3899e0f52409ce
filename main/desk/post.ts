import { askJson, type JsonAnswer } from './ask-json.ts';
import type { Timers, Upstream } from './ports.ts';

/** Where a request goes, and for which desk and session. */
export interface Addressee {
  readonly server: string;
  readonly pinned: string | null;
  /** The desk's token. */
  readonly desk?: string | null;
  /** The token of a session at this desk. */
  readonly session?: string | null;
}

/** Posts JSON and returns status and JSON; null when there was no answer or it was no JSON. */
export type Post = (to: Addressee, path: string, body: unknown) => Promise<JsonAnswer | null>;

/** Answers to the core itself are short. */
const bounds = { ms: 20_000, bytes: 256 * 1024 };

/** The desk core's own requests to the server; those of the window go through `forward`. */
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
