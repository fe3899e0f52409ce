import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { fuzzExchange } from '../../support/exchange-fuzz.ts';
import { testCentre } from '../../support/exchange-server.ts';

it('5,000 requests nobody makes are answered or refused with a sentence, and nothing is half written', async () => {
  const centre = await testCentre({ limits: { body: 1_000_000, unpacked: 4_000_000, line: 100_000 } });
  try {
    await centre.publish();
    const faults = await fuzzExchange(centre, 5000, 20261130);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(centre.faults).toEqual([]);
    const summary = await centre.centre.summary('penduduk-wilayah', 1);
    expect(summary?.loads.filter(({ state }) => state === 'applied').length).toBeGreaterThan(50);
    const db = new Database(join(centre.dataDir, 'exchange.db'), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare('SELECT count(*) FROM data_penduduk_wilayah_v1').pluck().get()).toBe(summary?.rows);
    const filled = db.prepare('SELECT count(penduduk) FROM data_penduduk_wilayah_v1').pluck().get();
    expect(summary?.fields.find(({ field }) => field === 'penduduk')?.filled).toBe(filled);
    db.close();
    expect((await centre.centre.verifyLog()).broken).toBeNull();
  } finally {
    await centre.close();
  }
});
