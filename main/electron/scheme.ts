import type { CustomScheme } from 'electron';
import { host, scheme } from './origin.ts';
import { isScanPath } from '../desk/scan-files.ts';
import type { Log } from './log.ts';

/**
 * To be registered before the app is ready. `standard` gives the pages an origin, without which IndexedDB is off;
 * `secure` gives them crypto and locks; `supportFetchAPI` lets them call `/api`.
 */
export const privilegedSchemes: CustomScheme[] = [
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
];

export interface SchemeDeps {
  /** A file of the renderer, or a refusal as an HTTP status. */
  readonly files: (path: string, method: string) => Promise<Response>;
  /** Requests to the server through the desk core, which adds the token. */
  readonly api: (request: Request, path: string) => Promise<Response>;
  /** Bytes of scans, from and to the desk's own disk. */
  readonly scans: (request: Request, path: string) => Promise<Response>;
  readonly log: Log;
}

/** Answers everything under `app://bundle`: `/api/…` goes to the server, `/scans/…` to the desk's disk, the rest is a file of the renderer. */
export function answerScheme({ files, api, scans, log }: SchemeDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.protocol !== `${scheme}:` || url.hostname !== host || url.port !== '')
      return new Response(null, { status: 404 });
    try {
      if (url.pathname.startsWith('/api/')) return await api(request, url.pathname + url.search);
      if (isScanPath(url.pathname)) return await scans(request, url.pathname + url.search);
      return await files(url.pathname, request.method);
    } catch (error) {
      log.failed('scheme.failed', error);
      return new Response(null, { status: 500 });
    }
  };
}
