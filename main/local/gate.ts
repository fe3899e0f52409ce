import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const cookieName = 'lembar-desk';

/** What the gate reads of a request. */
type Asked = Pick<IncomingMessage, 'headers'>;

/** Admits requests of this program's own window to the local desk, and of no other page or program of this PC. */
export interface Gate {
  /**
   * The Host header names this address, and the Origin is absent or ours: neither a page elsewhere that points its name
   * at 127.0.0.1 nor one that makes the browser call gets in.
   */
  isOurs(request: Asked): boolean;
  /** The secret of this start as a cookie. */
  hasCookie(request: Asked): boolean;
  /**
   * The one-time key as `?key=`, as printed or opened at start: true once, then the key is invalid. Others at this PC
   * can read it in the browser's command line.
   */
  takesKey(key: unknown): boolean;
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
    isOurs: ({ headers: { host = '', origin } }) =>
      hosts().includes(host) && (origin === undefined || hosts().some((ours) => origin === `http://${ours}`)),
    hasCookie: ({ headers }) =>
      (headers.cookie ?? '').split(/;\s*/).some((pair) => {
        const cut = pair.indexOf('=');
        return pair.slice(0, cut) === cookieName && same(pair.slice(cut + 1), secret);
      }),
    takesKey: (given) => {
      if (!unused || typeof given !== 'string' || !same(given, key)) return false;
      unused = false;
      return true;
    },
  };
}
