import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { aContract, ndjson } from '../../support/exchange-samples.ts';
import { testCentre, type TestCentre, type TestCentreOptions } from '../../support/exchange-server.ts';

const dataset = 'penduduk-wilayah';
const path = `/exchange/v1/${dataset}/v1`;
const begun = (more = ''): string => `${path}?load=begun${more}`;

let open: TestCentre | null = null;
afterEach(() => open?.close());

async function opened(options: TestCentreOptions = {}) {
  const centre = await testCentre(options);
  open = centre;
  await centre.publish(aContract({ name: dataset }));
  const push: TestCentre['push'] = (auth, body, more) => centre.push(auth, body, { path, ...more });
  return { centre: { ...centre, push }, auth: await centre.key({ dataset }) };
}

describe('a load of several batches, begun and not ended', () => {
  const bodies = ({ dataDir }: TestCentre): number => readdirSync(join(dataDir, 'exchange')).length;

  it('is given up after seven days, and what its next part is answered says so', async () => {
    const { centre, auth } = await opened();
    const first = await centre.push(auth, ndjson(5), { path: begun() });
    centre.clock.pass(6 * 86_400_000);
    const second = await centre.push(await centre.key({ dataset }), ndjson(5), { path: begun() });
    centre.clock.pass(6 * 86_400_000);
    const key = await centre.key({ dataset });
    await centre.push(key, ndjson(5), { path: `${path}?load=other` });
    expect(bodies(centre)).toBe(3);
    centre.clock.pass(2 * 86_400_000);
    const again = await centre.key({ dataset });
    expect((await centre.push(again, ndjson(5), { path: begun('&last=true') })).json.code).toBe('LOAD_BROKEN');
    for (const part of [first, second]) {
      const { json } = await centre.ask(part.headers.location ?? '', { headers: again });
      expect(json.state).toBe('cancelled');
    }
    expect(bodies(centre)).toBe(1);
  });

  it('is given up at a start as well', async () => {
    const { centre, auth } = await opened();
    await centre.push(auth, ndjson(5), { path: begun() });
    await centre.stop();
    const db = new Database(join(centre.dataDir, 'exchange.db'));
    db.prepare('UPDATE batch SET received_at = 0').run();
    db.close();
    open = await testCentre({ dataDir: centre.dataDir });
    expect(bodies(open)).toBe(0);
  });

  it('is cancelled by its agency with any of its parts, and another agency cancels none', async () => {
    const { centre, auth } = await opened();
    const { headers } = await centre.push(auth, ndjson(5), { path: begun() });
    await centre.push(auth, ndjson(5), { path: begun() });
    const place = headers.location ?? '';
    const stranger = await centre.key({ dataset, agency: 'bappeda' });
    expect((await centre.ask(place, { method: 'DELETE', headers: stranger })).json.code).toBe('NO_SUCH_BATCH');
    expect((await centre.ask(place, { method: 'DELETE', headers: auth })).status).toBe(202);
    expect((await centre.ask(place, { headers: auth })).json.state).toBe('cancelled');
    expect(bodies(centre)).toBe(0);
    expect((await centre.ask(place, { method: 'DELETE', headers: auth })).json.code).toBe('BATCH_ENDED');
    expect((await centre.push(auth, ndjson(5), { path: begun('&last=true') })).json.code).toBe('LOAD_BROKEN');
  });

  it.each([
    ['parts', { waitingParts: 2 }],
    ['bytes', { waitingBytes: 100 }],
  ])('has so many %s at most, and its last part is taken', async (_what, limits) => {
    const { centre, auth } = await opened({ limits });
    await centre.push(auth, ndjson(5), { path: begun() });
    await centre.push(
      auth,
      ndjson(5, () => ({ nama: 'dua' })),
      { path: begun() },
    );
    const more = await centre.push(auth, ndjson(5), { path: `${path}?load=second` });
    expect([more.status, more.json.code]).toEqual([429, 'LOADS_WAITING']);
    expect((await centre.push(auth, ndjson(5), {})).status).toBe(200);
    const last = await centre.push(auth, ndjson(1), { path: begun('&last=true') });
    expect(last.status).toBe(202);
  });
});
