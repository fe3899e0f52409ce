import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { residentsContract } from '../../../scripts/bench/exchange-rows.ts';
import { drawing } from '../../support/exchange-fuzz.ts';
import { ask, figuresOf, testCentre, type Answer } from '../../support/exchange-server.ts';
import { startCentre } from './process.ts';

const shots = 100;
const path = '/exchange/v1/penduduk/v1';

/** Rows of one load, known by their address. */
const body = (load: number, rows: number): string =>
  Array.from({ length: rows }, (_, i) =>
    JSON.stringify({ nik: `${load}-${i}`, nama: `Nama ${i}`, alamat: `muatan-${load}`, wilayah: '14.01' }),
  ).join('\n');

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

it('killed at a hundred moments of loads, each load is whole or absent and its repetition changes nothing', async () => {
  const centre = await testCentre();
  const { dataDir } = centre;
  await centre.publish(residentsContract('penduduk'));
  // The processes have the real clock.
  const year = 366 * 86_400_000;
  const key = await centre.key({ dataset: 'penduduk', expires: centre.clock.now() + 4 * year });
  await centre.stop();
  const draw = drawing(12);
  let process = await startCentre(dataDir);
  let expected = 0;
  for (let shot = 0; shot < shots; shot++) {
    // Some are answered at once, some before they are done.
    const rows = draw() < 0.5 ? 2000 : 12_000;
    const text = body(shot, rows);
    const headers = { ...key, 'content-type': 'application/x-ndjson', 'idempotency-key': `muatan-${shot}` };
    const send = (): Promise<Answer> => ask(process.origin, path, { method: 'POST', headers, body: text });
    const count = async (): Promise<number> => {
      return figuresOf(await ask(process.origin, `${path}/summary`, { headers: key })).rows;
    };
    const first = send().catch(() => null);
    await pause(draw() * (rows === 2000 ? 120 : 500));
    await process.kill();
    const heard = await first;
    process = await startCentre(dataDir);
    // Before anybody repeats anything: whole or absent.
    const found = await count();
    expect([shot, [expected, expected + rows].includes(found)]).toEqual([shot, true]);
    if (heard?.status === 200) expect(found).toBe(expected + rows);
    for (let tries = 0; ; tries++) {
      const answer = await send();
      if (answer.status === 200) break;
      expect([202, 409]).toContain(answer.status);
      expect(tries).toBeLessThan(600);
      await pause(50);
    }
    expected += rows;
    expect(await count()).toBe(expected);
  }
  await process.kill();
  const again = await testCentre({ dataDir });
  expect(await again.centre.verifyLog()).toMatchObject({ broken: null });
  const loads = (await again.centre.log('penduduk')).filter(({ action }) => action === 'load');
  expect(new Set(loads.map(({ message }) => message)).size).toBe(shots);
  const db = new Database(join(dataDir, 'exchange.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const each = db.prepare('SELECT alamat, count(*) AS n FROM data_penduduk_v1 GROUP BY alamat').all() as {
    n: number;
  }[];
  expect(each.length).toBe(shots);
  expect(each.every(({ n }) => n === 2000 || n === 12_000)).toBe(true);
  db.close();
  await again.close();
}, 1_800_000);
