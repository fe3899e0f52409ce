import type { Wire } from './local-window.ts';
import type { Desk, Outcome } from '../../../shared/desk/desk.ts';
import { readRefusal, refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import type { StoredScan } from '../../../shared/scans/scan-store.ts';
import { sealRoom } from '../../../shared/scans/scan-seal.ts';
import { largestScan } from '../../../shared/scans/scan-type.ts';
import { errorBody } from '../../../shared/sync/protocol.ts';
import type { Scans } from '../scans.ts';

async function refusalOf(response: Response): Promise<Outcome<never>> {
  const body = errorBody.safeParse(await response.json().catch(() => null));
  return err(readRefusal(body.data?.code ?? 'DESK_LOST'));
}

/** Scans of a window beside a desk core: the bytes go to the page's own origin, everything else over the channels. */
export function httpScans(fetch: Wire['fetch'], desk: Pick<Desk, 'scanStates'>): Scans {
  const query = (letter: string): string => `?letter=${encodeURIComponent(letter)}`;
  const fetched = async (path: string, headers: Readonly<Record<string, string>>): Promise<Outcome<Blob>> => {
    try {
      const response = await fetch(path, { headers, cache: 'no-store' });
      return response.ok ? ok(await response.blob()) : await refusalOf(response);
    } catch {
      return err(refuse('DESK_LOST'));
    }
  };
  return {
    async put(account, letter, file, sealed) {
      // Said before 40 MB were read into memory.
      if (file.size > largestScan + (sealed ? sealRoom : 0)) return err(refuse('SCAN_TOO_LARGE'));
      try {
        // As bytes: a shell's own scheme gets a file by its name only, and one from the clipboard has none.
        const body = await file.arrayBuffer();
        const headers = { 'content-type': 'application/octet-stream', 'x-lembar-account': account };
        const of = sealed ? `&${new URLSearchParams({ ...sealed, size: String(sealed.size) }).toString()}` : '';
        const response = await fetch(`/scans${query(letter)}${of}`, { method: 'PUT', headers, body });
        return response.ok ? ok((await response.json()) as StoredScan) : await refusalOf(response);
      } catch {
        return err(refuse('DESK_LOST'));
      }
    },
    get: (account, letter, sha256) => fetched(`/scans/${sha256}${query(letter)}`, { 'x-lembar-account': account }),
    carried: (sha256) => fetched(`/scans/carried/${sha256}`, {}),
    states: (account, letter, sha256) => desk.scanStates(account, letter, sha256),
  };
}
