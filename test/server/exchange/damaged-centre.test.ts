import { copyFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { aContract, ndjson } from '../../support/exchange-samples.ts';
import { testCentre, type TestCentre, type TestCentreOptions } from '../../support/exchange-server.ts';

const dataset = 'uji';
const path = `/exchange/v1/${dataset}/v1`;
let alone: TestCentre | null = null;
afterEach(async () => {
  await alone?.close();
  alone = null;
});

/** A centre with one dataset, whose address pushes go to. */
async function opened(options: TestCentreOptions) {
  const centre = await testCentre(options);
  alone = centre;
  await centre.publish(aContract({ name: dataset }));
  const push: TestCentre['push'] = (auth, body, more) => centre.push(auth, body, { path, ...more });
  return { centre: { ...centre, push }, auth: await centre.key({ dataset }) };
}

describe('a database that is damaged', () => {
  it.each([
    ['cut short', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096), 'damaged'],
    ['empty', (file: string) => truncateSync(file, 0), 'gone'],
    ['of something else', (file: string) => writeFileSync(file, 'x'.repeat(8192)), 'damaged'],
    [
      'of another program',
      (file: string) => {
        const db = new Database(`${file}.x`);
        db.exec('CREATE TABLE a (b)');
        db.close();
        copyFileSync(`${file}.x`, file);
      },
      'foreign',
    ],
  ])('%s: the centre answers 503 with a sentence, and its file is left alone', async (_what, damage, fault) => {
    const { centre, auth } = await opened({});
    await centre.push(auth, ndjson(300));
    await centre.ask(path, { headers: auth });
    await centre.stop();
    const file = join(centre.dataDir, 'exchange.db');
    damage(file);
    const size = statSync(file).size;
    const again = await testCentre({ dataDir: centre.dataDir });
    alone = again;
    expect(again.centre.fault()).toBe(fault);
    for (const at of [path, '/exchange/v1/ref', '/exchange/v1/catalogue', '/exchange/v1/lain']) {
      const answer = await again.ask(at, { headers: auth });
      expect([answer.status, answer.json.code, answer.json.origin]).toEqual([503, 'CENTRE_DOWN', 'pusat']);
    }
    expect((await again.push(auth, ndjson(1))).status).toBe(503);
    expect(await again.centre.publish({}, [])).toMatchObject({ ok: false, error: { code: 'EXCHANGE_DOWN' } });
    expect(statSync(file).size).toBe(size);
    expect(again.faults.length).toBe(1);
  });

  it('because its disk is full takes nothing of a load, and goes on', async () => {
    const { centre, auth } = await opened({ maxPages: 80 });
    expect((await centre.push(auth, ndjson(50))).status).toBe(200);
    const full = await centre.push(
      auth,
      ndjson(3000, () => ({ nama: 'x'.repeat(60) })),
      { idem: 'penuh' },
    );
    expect([full.status, full.json.code]).toEqual([503, 'DISK_FULL']);
    expect((await centre.centre.summary(dataset, 1))?.rows).toBe(50);
    expect((await centre.push(auth, ndjson(60))).json.rows).toMatchObject({ inserted: 10, unchanged: 50 });
  });
});

describe('the log', () => {
  it('shows a line that was changed, and one that is missing', async () => {
    const { centre, auth } = await opened({});
    for (let i = 0; i < 5; i++) await centre.push(auth, ndjson(i + 1));
    expect(await centre.centre.verifyLog()).toEqual({ lines: 5, broken: null });
    const db = new Database(join(centre.dataDir, 'exchange-log.db'));
    db.exec('UPDATE log SET rows = rows + 1 WHERE n = 3');
    expect((await centre.centre.verifyLog()).broken).toBe(3);
    db.exec('UPDATE log SET rows = rows - 1 WHERE n = 3; DELETE FROM log WHERE n = 2');
    expect((await centre.centre.verifyLog()).broken).toBe(3);
    db.close();
  });
});
