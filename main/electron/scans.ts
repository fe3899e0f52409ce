import type { DeskCore } from '../desk/desk.ts';
import { scanFiles } from '../desk/scan-files.ts';

/** Takes and gives the bytes of scans under `app://bundle/scans`, from and to the desk's own disk. */
export function scanRoad({
  scans,
  atWindow,
}: Pick<DeskCore, 'scans' | 'atWindow'>): (request: Request, path: string) => Promise<Response> {
  const answer = scanFiles(scans, atWindow);
  return async (request, path) => {
    const headers = Object.fromEntries(request.headers);
    const body = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;
    const { status, headers: back, body: bytes } = await answer({ method: request.method, path, headers, body });
    return new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), { status, headers: back });
  };
}
