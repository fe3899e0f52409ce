import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dexieStore } from '../../../renderer/data/dexie-store.ts';
import { sealedStore } from '../../../renderer/data/sealed-store.ts';
import { makeSealing, storeKeyBytes } from '../../../renderer/data/sealing.ts';
import type { Store } from '../../../renderer/data/store.ts';
import { facts30bcec7f, folder30bcec7f } from '../../support/data-30bcec7f.ts';
import { putOldDatabases } from '../../support/old-data.ts';

const { storeKey, letters, account } = facts30bcec7f.desk;
const timers = {
  set: (work: () => void, ms: number) => setTimeout(work, ms),
  clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};

describe("the sealed store of an account's window written at 30bcec7f", () => {
  let store: Store;
  const reports: string[] = [];
  beforeEach(async () => {
    reports.length = 0;
    await putOldDatabases(folder30bcec7f);
    const sealing = makeSealing(storeKeyBytes(storeKey), (n) => crypto.getRandomValues(new Uint8Array(n)));
    store = sealedStore(dexieStore(`lembar-${account.id}`, timers), sealing, (where, error) => {
      reports.push(`${where}: ${String(error)}`);
    });
  });
  afterEach(() => store.close());

  it('[L8] has what a restored server lost in its own table, with its last content', async () => {
    await store.open();
    expect(await store.all('lost')).toMatchObject([
      { key: `letter:${letters.lost}`, scopes: ['office'], seen: false, doc: { subject: 'Surat yang hilang' } },
    ]);
    expect(await store.all('attention')).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('[D3] has the pending entry and the letter that stayed', async () => {
    await store.open();
    expect(await store.all('outbox')).toMatchObject([{ key: `letter:${letters.pending}`, doneRv: null }]);
    expect((await store.get('rows', `letter:${letters.stays}`))?.doc).toMatchObject({ subject: 'Surat yang tinggal' });
  });
});
