import { describe, expect, it } from 'vitest';
import { meta, readMeta } from '../../renderer/data/meta.ts';
import { importAt, bundleFrom, changedFile, scansAt } from '../support/bundle.ts';
import {
  a,
  attach,
  beginEachWithCarrying,
  book,
  bytes,
  offline,
  other,
  ready,
  sha256,
  tu,
} from '../support/bundle-office.ts';
import { letterArgs } from '../support/letter-args.ts';
import { pieces } from '../support/scan-parts.ts';
import { until } from '../support/wait.ts';

describe('scans in a bundle', () => {
  beginEachWithCarrying();

  it('[D9] a scan that is damaged in the bundle is left out and named; the entries are imported', async () => {
    await book(tu, a);
    await attach(tu, a);
    const { file } = await bundleFrom(tu);
    const spoilt = await changedFile(file, ({ files }) => files[`scans/${sha256}`]?.fill(0, 500, 600));
    const imported = await importAt(other, spoilt);
    expect(imported).toMatchObject({
      ok: true,
      // What it is called lies in the box of its entry.
      value: {
        scans: 0,
        scansLeft: [{ name: sha256.slice(0, 12), refusal: { code: 'CARRY_WITHOUT_SCAN' } }],
        ended: null,
      },
    });
    // The undamaged one is imported later.
    expect(await importAt(other, file)).toMatchObject({ ok: true, value: { scans: 1, scansLeft: [] } });
  });

  it('[D9] [A4] a scan another account of the desk attached is exported too', async () => {
    await book(tu, a);
    await tu.core.scans?.put(pieces(bytes, 300_000), a, 'another-account');
    expect(await scansAt(tu).get(tu.account.id, a, sha256)).toMatchObject({ ok: false });
    expect(await bundleFrom(tu)).toMatchObject({ scans: 1, left: [] });
  });

  it('[D9] [A4] a scan of a letter that is hidden from the importing account is named, and sent by one that may read it', async () => {
    const sekretaris = await ready('sekretaris');
    await offline(sekretaris);
    const secret = letterArgs(a, { security: 'rahasia', addressedTo: ['kepala-dinas'], letterNumber: a });
    expect(await sekretaris.office.run('letter.register', secret)).toMatchObject({ ok: true });
    await attach(sekretaris, a);
    const { file } = await bundleFrom(sekretaris);
    const prakom = await ready('prakom');
    expect(await importAt(prakom, file)).toMatchObject({
      ok: true,
      value: { scans: 0, scansLeft: [{ name: sha256.slice(0, 12), refusal: { code: 'CARRY_SCAN_HIDDEN' } }] },
    });
    const kadis = await ready('kadis');
    const atKadis = () => scansAt(kadis).get(kadis.account.id, a, sha256);
    expect((await atKadis()).ok).toBe(false);
    // Somebody who may read it signs in at the desk at which it lies.
    const window = await prakom.windowOf('kadis');
    const epoch = (await readMeta(prakom.store, meta.epoch)) ?? '';
    await until(prakom.office, 'sent', async () => {
      await window.syncNow();
      await prakom.core.desk.sendScans(kadis.account.id, epoch);
      return (await atKadis()).ok;
    });
  });

  it('[D9] a scan that cannot be read at the desk is left out and named', async () => {
    await book(tu, a);
    await attach(tu, a);
    const none = { carried: () => scansAt(tu).carried('0'.repeat(64)) };
    const bundle = await tu.office.exportBundle(none);
    expect(bundle).toMatchObject({ ok: true, value: { entries: 2, scans: 0, left: [{ name: 'surat.pdf' }] } });
  });
});
