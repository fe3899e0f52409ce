import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordKinds } from '../../shared/records/kinds.ts';

const root = join(import.meta.dirname, '../..');

/** Where kinds are asked and none is named. The screens of a kind are its own, and name it. */
const files = globSync('{shared,main,server,renderer/data,test/simulate}/**/*.ts', { cwd: root }).sort();

/** Where a name may stand, and why. */
const named: readonly (readonly [path: string, reason: string])[] = [
  ['shared/records/', 'the definitions'],
  ['shared/letters/', 'what a letter is, with its commands'],
  ['shared/dispositions/', 'commands of a letter'],
  ['shared/cases/', 'what a case is, with its commands'],
  ['shared/complaints/', 'what a complaint is, with its commands'],
  ['shared/interchange/', 'what an interchange document is, with its commands'],
  ['shared/documents/', 'a part of a layout is called "case"'],
  ['main/desk/scan-files.ts', '"letter" is a name in the address of a file'],
  ['server/blobs/sealed-chunk.ts', '"letter" is a field of an upload'],
  ['server/http/blob-routes.ts', '"letter" is a name in the metadata of an upload'],
];

/** Master data are what rights, accounts and forms are made of: the names of those kinds are words of every part. */
const names = recordKinds.filter(({ holding }) => holding !== 'master').map(({ type }) => type);

const naming = (text: string): boolean => new RegExp(`(['"\`])(${names.join('|')})\\1`).test(text);

describe('the name of a kind of record', () => {
  it('stands in none of the parts that hold, send and judge records', () => {
    const found = files.filter((file) => naming(readFileSync(join(root, file), 'utf8')));
    expect(found.filter((file) => !named.some(([path]) => file.startsWith(path)))).toEqual([]);
  });

  it('is excused nowhere without need', () => {
    const texts = (path: string) => files.filter((file) => file.startsWith(path)).map((file) => join(root, file));
    const idle = named.filter(([path]) => !texts(path).some((file) => naming(readFileSync(file, 'utf8'))));
    expect(idle).toEqual([]);
  });

  it('is seen where it stands', () => {
    expect(naming("if (type === 'letter') return null;")).toBe(true);
    expect(naming("readonly type: 'letters';")).toBe(false);
  });
});

describe('a field of a letter’s header', () => {
  const all = globSync('{shared,main,server,renderer}/**/*.{ts,tsx}', { cwd: root }).sort();

  it('is named by its definition, by the form and by the catalogue of texts, and nowhere else', () => {
    const found = all.filter((file) => /\bexternalNumber\b/.test(readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([
      'renderer/ui/letters/HeaderFields.tsx',
      'renderer/ui/texts/id/letters.ts',
      'shared/letters/header.ts',
    ]);
  });
});
