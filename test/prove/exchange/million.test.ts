import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { makeBodies, residentsContract } from '../../../scripts/bench/exchange-rows.ts';
import { peakMemory } from '../../../scripts/bench/process-figures.ts';
import { ask, testCentre } from '../../support/exchange-server.ts';
import { startCentre } from './process.ts';

const path = '/exchange/v1/penduduk/v1';
const rows = 1_000_000;

it('a load of 1,000,000 rows, twice, stays under 300 MB of the server’s memory', async () => {
  const centre = await testCentre();
  await centre.publish(residentsContract('penduduk'));
  const year = 366 * 86_400_000;
  const key = await centre.key({ dataset: 'penduduk', expires: centre.clock.now() + 4 * year });
  await centre.stop();
  const process = await startCentre(centre.dataDir);
  const { ndjson, csv } = makeBodies(rows);
  for (const [type, body, outcome] of [
    ['application/x-ndjson', ndjson, 'inserted'],
    ['text/csv', csv, 'unchanged'],
  ] as const) {
    const headers = { ...key, 'content-type': type, 'idempotency-key': outcome };
    const sent = await ask(process.origin, path, { method: 'POST', headers, body });
    expect(sent.status).toBe(202);
    for (let state = 'received'; state !== 'applied';) {
      await new Promise((go) => setTimeout(go, 200));
      const report = await ask(process.origin, sent.headers.location ?? '', { headers: key });
      ({ state } = report.json);
      expect(['received', 'validating', 'applied']).toContain(state);
      if (state === 'applied') expect(report.json.rows[outcome]).toBe(rows);
    }
  }
  const memory = await peakMemory(process.pid);
  await process.kill();
  await rm(centre.dataDir, { recursive: true, force: true, maxRetries: 3 });
  expect(memory ?? 0).toBeLessThan(300);
}, 900_000);
