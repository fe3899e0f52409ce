import type { Host } from './desk.ts';

/** The content policy of every page this program serves: it allows what is used and no more. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    // Created only for the one worker: renderer/ui/scans/pdf-worker.ts.
    'trusted-types lembar-worker',
  ].join('; ');
}

/** Puts the nonce of this load and the kind of host into the built page. */
export function fillPage(html: string, nonce: string, host: Host): string {
  return html.replaceAll('__NONCE__', nonce).replaceAll('__HOST__', host);
}
