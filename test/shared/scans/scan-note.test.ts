import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noteBytes, parseNote } from '../../../shared/scans/scan-note.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const sha256 = 'c09bdf0b22c76bd223fa2b3a455917b5b3e5c68d36ee779ff241c7abc8d854bb';
const fetched = '04516058554b265ff28ace3d4b096e2f3415d684dd593379557b5f0d144e8c91';

const linksIn = (bytes: Uint8Array): readonly unknown[] => {
  const note = parseNote(bytes);
  if (!note) throw new Error('no note');
  return Object.values(note.letters).map(({ atServer }) => atServer);
};
const noteAt = (folder: string, name: string): Uint8Array =>
  readFileSync(join(fixtures, folder, 'desk/scans', name.slice(0, 2), `${name}.json`));
const link = (more: Readonly<Record<string, unknown>>): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      ...{ sha256, size: 1, mime: 'application/pdf', opened: 0 },
      letters: { l: { account: 'tu', readers: ['tu'], since: 0, unnamed: null, ...more } },
    }),
  );

describe('the note beside a scan', () => {
  it('of e92247e states the epoch in which the server was found to have the file', () => {
    expect(linksIn(noteAt('data-e92247e', sha256))).toEqual([
      { is: 'confirmed', epoch: '01a11906-3df4-7d92-8a9b-5bfbaf556bd4' },
    ]);
  });

  it('of 30bcec7f states that the file was fetched before an epoch was known', () => {
    expect(linksIn(noteAt('data-30bcec7f', fetched))).toEqual([{ is: 'fetched' }]);
  });

  it('of an earlier program may state that nothing was confirmed', () => {
    expect(linksIn(link({ sent: null }))).toEqual([{ is: 'unconfirmed' }]);
  });

  it('is read as it was written', () => {
    for (const atServer of [{ is: 'unconfirmed' }, { is: 'fetched' }, { is: 'confirmed', epoch: 'e1' }]) {
      const note = parseNote(link({ atServer }));
      expect(note && linksIn(noteBytes(note))).toEqual([atServer]);
    }
  });

  it('with a state this program does not know is damaged', () => {
    expect(parseNote(link({ atServer: { is: 'elsewhere' } }))).toBeNull();
  });
});
