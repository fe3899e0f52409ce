import { z } from 'zod';
import { pathInWindow, windowPath } from '../../../shared/desk/window-secret.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** How this page reaches its own origin; addresses are given as plain paths. */
export interface Wire {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly events: (path: string) => EventSource;
  readonly socket: (path: string) => WebSocket;
}

/** What the wire is made of in a browser. */
export interface Page {
  readonly wire: Wire;
  /** Belongs to this origin with its port, unlike a cookie. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly address: string;
  /** Replaces the address in the bar and in the history. */
  readonly replaceAddress: (address: string) => void;
}

/** The wire as it is, for hosts that know their window in another way. */
export const plainWire: Wire = {
  fetch: (path, init) => fetch(path, init),
  events: (path) => new EventSource(path),
  socket: (path) => new WebSocket(`ws://${location.host}${path}`),
};

const secretName = 'lembar:window';
const answer = z.object({ secret: z.string().min(1) });

/**
 * The wire of a window of the local desk: shows the one-time key of its address, or the secret an earlier page of this
 * start left in the storage. `NOT_THIS_WINDOW`: it has neither, or they are of an earlier start.
 */
export async function openLocalWindow({
  wire,
  storage,
  address,
  replaceAddress,
}: Page): Promise<Result<Wire, Refusal>> {
  const url = new URL(address);
  const key = url.searchParams.get('key');
  // At once, so that the key does not stay in the history.
  if (key !== null) replaceAddress(`${url.pathname}${url.hash}`);
  const known = storage.getItem(secretName);
  const shown = { ...(key === null ? {} : { key }), ...(known === null ? {} : { secret: known }) };
  let secret: string;
  try {
    const response = await wire.fetch(windowPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(shown),
      cache: 'no-store',
    });
    if (!response.ok) return err(refuse('NOT_THIS_WINDOW'));
    ({ secret } = answer.parse(await response.json()));
  } catch {
    return err(refuse('DESK_FAILED'));
  }
  storage.setItem(secretName, secret);
  const inside = (path: string): string => pathInWindow(secret, path);
  return ok({
    fetch: (path, init) => wire.fetch(inside(path), init),
    events: (path) => wire.events(inside(path)),
    socket: (path) => wire.socket(inside(path)),
  });
}
