import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonPlace, keptTwice, type Place } from '../../../main/desk/twice-kept.ts';
import { jsonFile } from '../../../main/local/json-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'desk.json');
const damage: unknown[] = [];
const open = () => jsonFile(path(), (error) => damage.push(error));

describe('[D21] a small file kept twice', () => {
  it('gives back everything when either one is gone, empty, torn, or holds something else', async () => {
    open().write({ deskToken: 'one' });
    open().write({ deskToken: 'two' });
    for (const name of ['desk.json', 'desk.2.json']) {
      const file = join(folder, name);
      const whole = await readFile(file, 'utf8');
      for (const text of [
        '',
        whole.slice(0, whole.length / 2),
        whole.replace('two', 'owt'),
        '[]',
        '\u0000'.repeat(64),
      ]) {
        await writeFile(file, text);
        expect(open().read()).toEqual({ deskToken: 'two' });
        await writeFile(file, whole);
      }
      await rm(file);
      expect(open().read()).toEqual({ deskToken: 'two' });
      open().write({ deskToken: 'two' });
    }
  });

  it('goes on from the newest that is whole: an older copy put back does not win', async () => {
    open().write({ tries: 1 });
    const old = await readFile(path(), 'utf8');
    open().write({ tries: 5 });
    await writeFile(path(), old);
    expect(open().read()).toEqual({ tries: 5 });
  });

  it('deletes nothing that is damaged, however often', async () => {
    for (const text of ['{"a":', '{"b":']) {
      await writeFile(path(), text);
      expect(open().read()).toEqual({});
    }
    const aside = (await readdir(folder)).filter((name) => name.includes('damaged')).toSorted();
    expect(aside).toHaveLength(2);
    expect(await Promise.all(aside.map((name) => readFile(join(folder, name), 'utf8')))).toEqual(['{"a":', '{"b":']);
  });

  it('opens what an earlier program wrote once and without a stamp', async () => {
    await writeFile(path(), '{"deskToken":"old"}');
    expect(open().read()).toEqual({ deskToken: 'old' });
    open().write({ deskToken: 'new' });
    expect(open().read()).toEqual({ deskToken: 'new' });
  });

  it('is written while one of its places is; with none it is refused and stays as it was', () => {
    let broken = false;
    const failing: Place = {
      read: () => null,
      write: () => {
        throw new Error('ENOSPC');
      },
      keepDamaged: () => undefined,
    };
    const good = jsonPlace(path(), () => undefined);
    const place: Place = { ...good, write: (value) => (broken ? failing.write(value) : good.write(value)) };
    const file = keptTwice([failing, place], () => undefined);
    file.write({ a: 1 });
    broken = true;
    expect(() => file.write({ a: 2 })).toThrow('ENOSPC');
    expect(file.read()).toEqual({ a: 1 });
    expect(open().read()).toEqual({ a: 1 });
  });
});
