import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { fuzzExchange } from '../../support/exchange-fuzz.ts';
import { testCentre } from '../../support/exchange-server.ts';

/** 1,000,000 take an hour: `LEMBAR_FUZZ=1000000`. */
const requests = Number(process.env['LEMBAR_FUZZ'] ?? 100_000);

it(`${requests} requests nobody makes end in an answer or a sentence`, async () => {
  const centre = await testCentre({ limits: { body: 1_000_000, unpacked: 4_000_000, line: 100_000 } });
  await centre.publish();
  const seed = Math.floor(Math.random() * 2 ** 31);
  const faults = await fuzzExchange(centre, requests, seed);
  expect({ seed, faults: faults.slice(0, 5) }).toEqual({ seed, faults: [] });
  expect(centre.faults).toEqual([]);
  const db = new Database(join(centre.dataDir, 'exchange.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const summary = await centre.centre.summary('penduduk-wilayah', 1);
  expect(db.prepare('SELECT count(*) FROM data_penduduk_wilayah_v1').pluck().get()).toBe(summary?.rows);
  db.close();
  expect((await centre.centre.verifyLog()).broken).toBeNull();
  await centre.close();
}, 7_200_000);
