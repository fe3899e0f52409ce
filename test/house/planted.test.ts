import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse, renameLocals } from '../planted/code.ts';
import { faults } from '../planted/faults.ts';
import { plant, readTree } from '../planted/plant.ts';
import { filesWithTitle, readTests } from '../planted/titles.ts';

const root = join(import.meta.dirname, '../..');
const sources = readTree(root);
const tests = readTests(root);

const { printFile } = ts.createPrinter();

/** The text as it might stand elsewhere: with other locals and other lines. */
const disguise = (file: string, text: string): string => printFile(parse(file, renameLocals(file, text)));

/** What is left of it when nothing of its layout counts. */
const compact = (text: string): string => text.replaceAll(/\{' '\}|[\s,;()|]/g, '');

describe('every planted fault', () => {
  it('has a name of its own', () => {
    const names = faults.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('fits the sources exactly once, and what it leaves is a program', { timeout: 60_000 }, () => {
    const why = faults.flatMap((fault) => {
      const planted = plant(fault, sources);
      if (!planted.ok) return [`${fault.name}: ${planted.error}`];
      const { file, text } = planted.value;
      if (!file.endsWith('x')) expect(() => stripTypeScriptTypes(text), fault.name).not.toThrow();
      return [];
    });
    expect(why).toEqual([]);
  });

  it(
    'is the same fault after locals were renamed, lines broken elsewhere and its function moved',
    { timeout: 60_000 },
    () => {
      const here = faults.map((fault) => ({ fault, planted: plant(fault, sources) }));
      const files = new Set(here.flatMap(({ planted }) => (planted.ok ? [planted.value.file] : [])));
      const elsewhere = new Map<string, string>();
      for (const file of files) elsewhere.set(`shared/moved/${file}`, disguise(file, sources.get(file) ?? ''));
      const other = here.flatMap(({ fault, planted }) => {
        const moved = plant(fault, elsewhere);
        if (!moved.ok) return [`${fault.name}: ${moved.error}`];
        const [before, after] = [planted, moved].map((one) =>
          one.ok ? compact(disguise(one.value.file, one.value.text)) : '',
        );
        return before === after ? [] : [`${fault.name}: something else is changed`];
      });
      expect(other).toEqual([]);
    },
  );

  it('names tests that are there', () => {
    const unknown = faults.flatMap((fault) =>
      fault.tests
        .filter((words) => filesWithTitle(tests, words).length === 0)
        .map((words) => `${fault.name}: ${words}`),
    );
    expect(unknown).toEqual([]);
    expect(faults.filter((fault) => fault.tests.length === 0)).toEqual([]);
  });
});
