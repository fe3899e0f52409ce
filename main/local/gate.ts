import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const cookieName = 'lembar-desk';

/** Who may talk to the local desk: this program's own window, and no other page or program of this PC. */
export interface Gate {
  /** Host header names this address: a page elsewhere that points its name at 127.0.0.1 does not get in. */
  hostIsOurs(request: IncomingMessage): boolean;
  /** Origin absent or ours: no foreign page can make the browser call. */
  originIsOurs(request: IncomingMessage): boolean;
  /** The per-start secret as a cookie. */
  hasCookie(request: IncomingMessage): boolean;
  /** The per-start secret as `?key=`, as printed or opened at start. */
  hasKey(url: URL): boolean;
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

export function makeGate(port: () => number, secret: string): Gate {
  const hosts = (): readonly string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  return {
    hostIsOurs: ({ headers }) => hosts().includes(headers.host ?? ''),
    originIsOurs: ({ headers }) =>
      headers.origin === undefined || hosts().some((host) => headers.origin === `http://${host}`),
    hasCookie: ({ headers }) =>
      (headers.cookie ?? '').split(/;\s*/).some((pair) => {
        const cut = pair.indexOf('=');
        return pair.slice(0, cut) === cookieName && same(pair.slice(cut + 1), secret);
      }),
    hasKey: (url) => same(url.searchParams.get('key') ?? '', secret),
  };
}
