import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { judgeTypes, type Judgement } from '../../walls/judge-types.ts';

// test/walls/files is a small copy of the house. Every file states at its top what must refuse it (`// types: …`, `// lint: …`,
// part of the message); a file that states nothing must pass both. So each wall is proved by a file that runs into it.
const root = join(import.meta.dirname, '../../..');
const house = join(root, 'test/walls/files');
const areas = ['shared', 'main', 'server', 'renderer/data', 'renderer/ui'] as const;

const textOf = (file: string): string => readFileSync(join(house, file), 'utf8');

function stated(file: string, judge: 'types' | 'lint'): readonly string[] {
  return [...textOf(file).matchAll(new RegExp(`^// ${judge}: (.+)$`, 'gm'))].map((match) => match[1] ?? '');
}

/** Some packages draw @types/node into the whole program; a file that imports one is compiled by itself. */
const isAlone = (file: string): boolean => textOf(file).includes('// compiled alone');

/** Everything stated was said, and nothing was said that is not stated. */
function expectExactly(said: readonly string[], wanted: readonly string[]): void {
  for (const part of wanted) expect(said.join('\n')).toContain(part);
  expect(said.filter((message) => !wanted.some((part) => message.includes(part)))).toEqual([]);
}

// The small house has projects of its own.
const own = { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { project: null, projectService: true } } };
const eslint = new ESLint({
  cwd: house,
  overrideConfigFile: join(root, 'eslint.config.mjs'),
  overrideConfig: own,
});

describe.each(areas)('the walls of %s', (area) => {
  const files = globSync(`${area}/**/*.{ts,tsx}`, { cwd: house }).sort();
  const config = join(house, area, 'tsconfig.json');
  const together = new Set(files.filter((file) => !isAlone(file)).map((file) => join(house, file)));
  let judged: Judgement | null = null;

  it.each(files)('types against %s', { timeout: 60_000 }, (file) => {
    const path = join(house, file);
    const said = isAlone(file)
      ? judgeTypes(config, (other) => other === path)
      : (judged ??= judgeTypes(config, (other) => together.has(other)));
    expectExactly(said.get(path) ?? [], stated(file, 'types'));
  });

  it.each(files)('lint against %s', { timeout: 60_000 }, async (file) => {
    const [result] = await eslint.lintFiles([file]);
    // What the compiler could not resolve is "unsafe" as well; that is its own refusal, stated above as types.
    const own = result?.messages.filter(({ ruleId }) => !ruleId?.startsWith('@typescript-eslint/no-unsafe-')) ?? [];
    expectExactly(
      own.map(({ message }) => message),
      stated(file, 'lint'),
    );
  });
});
