import { describe, expect, it } from 'vitest';
import { scanRoad } from '../../../main/electron/scans.ts';
import { makeScanBox } from '../../../shared/scans/scan-box.ts';
import { memorySpace } from '../../support/memory-space.ts';
import { hashOf, pdfBytes, storeDeps } from '../../support/scan-parts.ts';

const box = () =>
  makeScanBox({
    ...storeDeps(memorySpace()),
    ask: async () => null,
    queueIsEmpty: async () => true,
    maxBytes: 1e9,
  });
const headers = { 'x-lembar-account': 'acc-tu' };

describe('app://bundle/scans', () => {
  it('[A1] takes a file from the page and gives it back whole', async () => {
    const road = scanRoad({ scans: box(), atWindow: () => 'acc-tu' });
    const bytes = pdfBytes(200_000);
    const put = new Request('app://bundle/scans?letter=l', { method: 'PUT', headers, body: new Uint8Array(bytes) });
    const answer = await road(put, '/scans?letter=l');
    expect([answer.status, await answer.json()]).toMatchObject([200, { sha256: hashOf(bytes) }]);
    const path = `/scans/${hashOf(bytes)}?letter=l`;
    const got = await road(new Request(`app://bundle${path}`, { headers }), path);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('refuses in a code the page has a sentence for', async () => {
    const road = scanRoad({ scans: box(), atWindow: () => 'acc-tu' });
    const put = new Request('app://bundle/scans?letter=l', { method: 'PUT', headers, body: 'GIF89a' });
    const answer = await road(put, '/scans?letter=l');
    expect([answer.status, await answer.json()]).toEqual([422, { code: 'SCAN_WRONG_TYPE' }]);
    const path = `/scans/${'0'.repeat(64)}?letter=l`;
    const missing = await road(new Request(`app://bundle${path}`, { headers }), path);
    expect(await missing.json()).toEqual({ code: 'SCAN_NEEDS_SERVER' });
  });
});
