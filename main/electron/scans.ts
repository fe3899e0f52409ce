import type { ScanBox } from '../../shared/scans/scan-box.ts';
import { scanFiles } from '../desk/scan-files.ts';

/** Takes and gives the bytes of scans under `app://bundle/scans`, from and to the desk's own disk. */
export function scanRoad(box: ScanBox | null): (request: Request, path: string) => Promise<Response> {
  const answer = scanFiles(box);
  return async (request, path) => {
    const headers = Object.fromEntries(request.headers);
    const body = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;
    const { status, headers: back, body: bytes } = await answer({ method: request.method, path, headers, body });
    return new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), { status, headers: back });
  };
}
