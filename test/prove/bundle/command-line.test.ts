import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBlobFolder } from '../../../server/blobs/blob-folder.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { bundleFrom, changedFile } from '../../support/bundle.ts';
import { letterArgs } from '../../support/letter-args.ts';
import { openTestOffice, type TestDesk, type TestOffice } from '../../support/office.ts';
import { hashOf, pdfBytes, pieces, scanArgs } from '../../support/scan-parts.ts';
import { settled, until } from '../../support/wait.ts';

const bytes = pdfBytes(40_000);
const main = join(import.meta.dirname, '../../../server/main.ts');

/** `npm run server -- --data DIR --bring-in FILE` in a process of its own; its output, and whether it ended well. */
async function importBundle(dataDir: string, file: string): Promise<{ readonly text: string; readonly code: number }> {
  const run = promisify(execFile)(process.execPath, [main, '--data', dataDir, '--bring-in', file]);
  return run.then(
    ({ stdout }) => ({ text: stdout, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({
      text: error.stdout + error.stderr,
      code: error.code,
    }),
  );
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

  it('[D9] is imported by the command line, twice without harm, with its scan verified', async () => {
    await place.whileStopped(async () => {
      for (let time = 0; time < 2; time++) {
        const { text, code } = await importBundle(place.dataDir, path);
        expect(text).toContain('3 of 3 entries answered: 3 applied');
        expect(text).toContain('scans taken: 1');
        expect(code).toBe(0);
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
      const forged = await importBundle(place.dataDir, path);
      expect(forged).toMatchObject({ code: 1 });
      // Before anything in it is unpacked, so that no entry of it is counted.
      expect(forged.text).toContain('Not imported: the bundle is not as the desk made it');
      expect(forged.text).not.toContain('entries answered');
      await writeFile(path, 'Surat masuk');
      expect(await importBundle(place.dataDir, path)).toMatchObject({
        code: 1,
        text: expect.stringContaining('this is no bundle that a desk exported'),
      });
      expect(await importBundle(join(place.dataDir, 'nowhere'), path)).toMatchObject({
        code: 1,
        text: expect.stringContaining('there is no register here yet'),
      });
      expect(await importBundle(place.dataDir, join(place.dataDir, 'missing.lembar'))).toMatchObject({ code: 1 });
    });
    const kadis = await place.desk('kadis');
    await until(kadis.office, 'settled', () => settled(kadis.office));
    expect(await letterAt(kadis, 'a')).toBeNull();
  });
});
