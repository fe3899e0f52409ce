import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Outcome, ServerTrust } from '../../shared/desk/desk.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { Health } from '../../shared/sync/session-api.ts';
import { askJson, within } from './ask-json.ts';
import type { Timers, Upstream } from './ports.ts';

interface Certificate {
  readonly fingerprint: string | null;
  readonly issuer: string | null;
  readonly trusted: boolean;
}

/** `http(s)://host[:port]` without a path; null if the text is no such address. */
export function serverOrigin(text: string): string | null {
  const written = /^[a-z]+:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
  try {
    const url = new URL(written);
    if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password) return null;
    return url.origin;
  } catch {
    return null;
  }
}

/** Whoever does not shake hands, or answer, within this time is not there. */
const bounds = { ms: 10_000, bytes: 64 * 1024 };

async function certificateOf(origin: string, timers: Timers): Promise<Certificate> {
  const url = new URL(origin);
  let giveUp = (): void => undefined;
  const shown = new Promise<Certificate>((resolve, reject) => {
    const socket = connect(
      {
        host: url.hostname,
        port: Number(url.port || 443),
        rejectUnauthorized: false,
        ...(isIP(url.hostname) ? {} : { servername: url.hostname }),
      },
      () => {
        const { fingerprint256, issuer } = socket.getPeerCertificate();
        const name = issuer?.O ?? issuer?.CN;
        resolve({
          fingerprint: fingerprint256 ?? null,
          issuer: Array.isArray(name) ? name.join(', ') : (name ?? null),
          trusted: socket.authorized,
        });
        socket.end();
      },
    );
    giveUp = () => void socket.destroy();
    socket.on('error', reject);
  });
  const certificate = await within(timers, bounds.ms, shown, () => giveUp());
  if (!certificate) throw new Error('no answer');
  return certificate;
}

export interface Inspected extends ServerTrust {
  /** The fingerprint to pin; null when an authority of the system vouches for the server, or without TLS. */
  readonly pin: string | null;
}

/** Asks an address whether it is a Lembar server, and who vouches for it. Nothing secret is sent. */
export async function inspectServer(upstream: Upstream, timers: Timers, text: string): Promise<Outcome<Inspected>> {
  const origin = serverOrigin(text);
  if (!origin) return err(refuse('BAD_ADDRESS', { field: 'server' }));
  const secure = origin.startsWith('https:');
  try {
    const certificate = secure ? await certificateOf(origin, timers) : null;
    const pin = certificate && !certificate.trusted ? certificate.fingerprint : null;
    const request = { url: origin + paths.health, method: 'GET', headers: {}, body: null, pinned: pin };
    const answer = await askJson(upstream, timers, request, bounds);
    if (!answer) return err(refuse('SERVER_UNREACHABLE', { field: 'server' }));
    const health = answer.body as Partial<Health> | null;
    if (answer.status !== 200 || health?.app !== 'lembar') return err(refuse('NOT_A_SERVER', { field: 'server' }));
    return ok({
      address: origin,
      secure,
      fingerprint: certificate?.fingerprint ?? null,
      issuer: certificate?.issuer ?? null,
      ready: health.ready === true,
      pin,
    });
  } catch {
    return err(refuse('SERVER_UNREACHABLE', { field: 'server' }));
  }
}
