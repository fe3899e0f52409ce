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
  const bodies = ({ dataDir }: TestCentre): number =>
    readdirSync(join(dataDir, 'exchange')).filter((name) => name.endsWith('.body')).length;

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

  it('is cancelled by a key that writes alone, and for its own dataset', async () => {
    const { centre, auth } = await opened();
    const { headers } = await centre.push(auth, ndjson(5), { path: begun() });
    const place = headers.location ?? '';
    const reading = await centre.key({ dataset, writes: false });
    expect((await centre.ask(place, { method: 'DELETE', headers: reading })).json.code).toBe('KEY_SCOPE');
    expect((await centre.ask(place, { headers: reading })).json.state).toBe('received');
  });

  it('given up between its last part and the others is not done by halves', async () => {
    const { centre, auth } = await opened();
    const { headers } = await centre.push(auth, ndjson(5), { path: begun() });
    const { reader, intake } = centre.open;
    const ask = reader.ask.bind(reader);
    Object.assign(reader, {
      ask: async (...asked: Parameters<typeof ask>) => {
        const answer = await ask(...asked);
        if (asked[0] === 'parts') await intake.giveUp({ agency: 'disdukcapil', dataset, load: 'begun' });
        return answer;
      },
    });
    const last = await centre.push(auth, ndjson(5), { path: begun('&last=true') });
    expect([last.status, last.json.code]).toEqual([409, 'LOAD_BROKEN']);
    expect((await centre.ask(headers.location ?? '', { headers: auth })).json.state).toBe('cancelled');
    expect(bodies(centre)).toBe(0);
    expect(centre.faults).toEqual([]);
  });

  it('and complete, but not done for want of disk, is cancelled as well', async () => {
    const { centre, auth } = await opened({ maxPages: 60 });
    const rows = ndjson(30_000);
    const last = await centre.push(auth, rows, { path: begun('&last=true') });
    expect(last.status).toBe(202);
    await centre.open.intake.idle();
    const place = last.headers.location ?? '';
    expect((await centre.ask(place, { headers: auth })).json.state).toBe('received');
    expect((await centre.ask(place, { method: 'DELETE', headers: auth })).status).toBe(202);
    expect((await centre.ask(place, { headers: auth })).json.state).toBe('cancelled');
    expect(bodies(centre)).toBe(0);
  });

  it('has room for a part that is sent again, and none for more of many at once', async () => {
    const { centre, auth } = await opened({ limits: { waitingParts: 2 } });
    const part = (n: number) => centre.push(auth, ndjson(n + 1), { path: begun(), idem: `part ${n}` });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => part(n)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(2);
    const taken = answers.findIndex(({ status }) => status === 202);
    const again = await part(taken);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([202, 'true']);
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
