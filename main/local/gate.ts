import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { pathInWindow } from '../../shared/desk/window-secret.ts';

/** What the gate reads of a request. */
type Asked = Pick<IncomingMessage, 'headers'>;

/** Admits requests of this program's own window to the local desk, and of no other page or program of this PC. */
export interface Gate {
  /**
   * The Host header names this address, and the Origin is absent or ours: neither a page elsewhere that points its name
   * at 127.0.0.1 nor one that makes the browser call gets in.
   */
  isOurs(request: Asked): boolean;
  /** The rest of an address that lies below the window's secret; null for any other. */
  pathOf(url: string): string | null;
  /**
   * The secret of this start, for the page that shows the one-time key or has the secret already; null for any other.
   * The key is invalid afterwards: others at this PC can read it in the browser's command line.
   */
  secretFor(shown: { readonly key?: string | undefined; readonly secret?: string | undefined }): string | null;
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/**
 * `secret` opens everything, `key` gives the secret once; neither can be derived from the other. Without a
 * key every page of this origin gets the secret.
 */
export function makeGate(port: () => number, secret: string, key: string | null): Gate {
  let unused = true;
  const hosts = (): readonly string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  const inside = pathInWindow(secret, '/');
  return {
    isOurs: ({ headers: { host = '', origin } }) =>
      hosts().includes(host) && (origin === undefined || hosts().some((ours) => origin === `http://${ours}`)),
    pathOf: (url) => (same(url.slice(0, inside.length), inside) ? url.slice(inside.length - 1) : null),
    secretFor: (shown) => {
      if (key === null || same(shown.secret ?? '', secret)) return secret;
      if (!unused || !same(shown.key ?? '', key)) return null;
      unused = false;
      return secret;
    },
  };
}
