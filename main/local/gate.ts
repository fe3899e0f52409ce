import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { longestAddress } from '../../shared/sync/bounds.ts';

export const cookieName = 'lembar-desk';

/** Admits requests of this program's own window to the local desk, and of no other page or program of this PC. */
export interface Gate {
  /** Host header names this address: a page elsewhere that points its name at 127.0.0.1 does not get in. */
  hostIsOurs(request: IncomingMessage): boolean;
  /** Origin absent or ours: no foreign page can make the browser call. */
  originIsOurs(request: IncomingMessage): boolean;
  /** The secret of this start as a cookie. */
  hasCookie(request: IncomingMessage): boolean;
  /**
   * The one-time key as `?key=`, as printed or opened at start: true once, then the key is invalid. Others at this PC
   * can read it in the browser's command line.
   */
  takesKey(url: URL): boolean;
}

/** The address of a request; null when no browser sends such a one. Called only after the Host check. */
export function addressOf({ url = '' }: IncomingMessage): URL | null {
  if (!url.startsWith('/') || url.length > longestAddress) return null;
  // Concatenated, not resolved: a path of two slashes would name another host.
  const whole = `http://desk${url}`;
  return URL.canParse(whole) ? new URL(whole) : null;
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** `secret` is the cookie, `key` opens the first page; neither can be derived from the other. */
export function makeGate(port: () => number, secret: string, key: string): Gate {
  let unused = true;
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
    takesKey: (url) => {
      if (!unused || !same(url.searchParams.get('key') ?? '', key)) return false;
      unused = false;
      return true;
    },
  };
}
