import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBlobFolder } from '../../server/blobs/blob-folder.ts';
import { importBundleFile, linesOf } from '../../server/import-file.ts';
import { idsBy, random } from '../../server/start.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { bundleFrom, changedFile } from '../support/bundle.ts';
import { letterArgs } from '../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../support/office.ts';
import { hashOf, pdfBytes, pieces, scanArgs } from '../support/scan-parts.ts';
import { settled, until } from '../support/wait.ts';

const bytes = pdfBytes(40_000);
const log = pino({ level: 'silent' });

/** What `npm run server -- --data DIR --bring-in FILE` does, inside this process; its command line: test/prove/bundle. */
async function importBundle({ clock }: TestOffice, dataDir: string, file: string): Promise<string> {
  const imported = await importBundleFile(file, { dataDir, stateDir: null, clock, ids: idsBy(clock), random, log });
  return linesOf(imported).join('\n');
}

describe('a bundle at a server that is not running', () => {
  let place: TestOffice;
  let tu: TestDesk;
  let numbers: readonly unknown[];
  let file: Blob;
  let path: string;

  beforeEach(async () => {
    place = await openTestOffice();
    tu = await place.desk('tu');
    await until(tu.office, 'settled, with numbers', async () => {
      const leases = await tu.core.desk.leases();
      return settled(tu.office) && leases.ok && leases.value.length > 0;
    });
    tu.wire.cut();
    await tu.office.syncNow();
    for (const id of ['a', 'b']) await tu.office.run('letter.register', letterArgs(id, { letterNumber: id }));
    const stored = await tu.core.scans?.put(pieces(bytes), 'a', tu.account.id);
    if (!stored?.ok) throw new Error('not stored');
    await tu.office.run('letter.attachScan', { letterId: 'a', scan: scanArgs(stored.value, 's-1') });
    numbers = [await letterAt(tu, 'a'), await letterAt(tu, 'b')].map((letter) => letter?.agenda.no);
    ({ file } = await bundleFrom(tu));
    path = join(place.dataDir, 'carried.lembar');
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
  });
  afterEach(() => place.close());

  const letterAt = (desk: TestDesk, id: string) => desk.office.get<Letter>('letter', id);

  it('[D9] is imported, twice without harm, with its scan verified', async () => {
    await place.whileStopped(async () => {
      for (let time = 0; time < 2; time++) {
        const text = await importBundle(place, place.dataDir, path);
        expect(text).toContain('3 of 3 entries answered: 3 applied');
        expect(text).toContain('scans taken: 1');
      }
      const blobs = await openBlobFolder(join(place.dataDir, 'blobs'));
      expect(await blobs.note(hashOf(bytes))).toMatchObject({ size: bytes.length, letters: ['a'] });
    });
    const kadis = await place.desk('kadis');
    await until(kadis.office, 'settled', () => settled(kadis.office));
    expect([await letterAt(kadis, 'a'), await letterAt(kadis, 'b')].map((letter) => letter?.agenda.no)).toEqual(
      numbers,
    );
    tu.wire.mend();
    await tu.office.syncNow();
    await until(tu.office, 'settled', () => settled(tu.office));
    expect(await tu.office.attention()).toEqual([]);
  });

  it('[D9] is refused in one sentence when it was changed, when it is none, and where there is no register', async () => {
    const changed = await changedFile(file, (inside) => {
      inside.manifests = inside.manifests.map((one) => ({ ...one, signature: '0'.repeat(64) }));
    });
    await place.whileStopped(async () => {
      await writeFile(path, new Uint8Array(await changed.arrayBuffer()));
      await expect(importBundle(place, place.dataDir, path)).rejects.toThrow(
        'Not imported: the bundle is not as the desk made it',
      );
      await writeFile(path, 'Surat masuk');
      await expect(importBundle(place, place.dataDir, path)).rejects.toThrow('this is no bundle that a desk exported');
      await expect(importBundle(place, join(place.dataDir, 'nowhere'), path)).rejects.toThrow(
        'there is no register here yet',
      );
      await expect(importBundle(place, place.dataDir, join(place.dataDir, 'missing.lembar'))).rejects.toThrow('ENOENT');
    });
    const kadis = await place.desk('kadis');
    await until(kadis.office, 'settled', () => settled(kadis.office));
    expect(await letterAt(kadis, 'a')).toBeNull();
  });
});
