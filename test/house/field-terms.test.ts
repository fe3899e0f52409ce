import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const untyped = { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false, project: null } } };
const eslint = new ESLint({
  cwd: root,
  overrideConfig: untyped,
  ruleFilter: ({ ruleId }) => ruleId === 'lembar/field-terms',
});

/** The private words that the rule finds in a source. */
async function findWords(text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, 'shared/x.ts') });
  return (result?.messages ?? []).map(({ message }) => /"(.*)"/.exec(message)?.[1] ?? message);
}

// The first file makes it read its own parts.
beforeAll(() => findWords(''), 120_000);

describe('the terms of the field', () => {
  it.each([
    ['a comment', '// Put aside until then.', 'aside'],
    ['a doc comment', '/**\n * Begins\n * Anew.\n */\nexport const x = 1;', 'Anew'],
    ['a function', 'export function tellServer(): void {}', 'tell'],
    ['a parameter', 'export const f = (secondLife: number): number => secondLife;', 'Life'],
    ['a type', 'export type Greeting = string;', 'Greeting'],
    ['a property of a type', 'export interface X {\n  readonly last_told: number;\n}', 'told'],
    ['a property of an object', 'export const x = { deedsOf: 1 };', 'deeds'],
    ['a title', "it('is told', () => undefined);", 'told'],
    ['a title of many', 'describe.each([1])(`greets ${1}`, () => undefined);', 'greets'],
  ])('are demanded in %s', async (_where, text, word) => {
    expect(await findWords(text)).toEqual([word]);
  });

  it.each([
    ['strings that are values', "export const x = ['life', `put ${'aside'}`];"],
    ['imported names', "import { tell } from './y.ts';\ntell();"],
    ['fields of messages and records', 'export const x = { life: null, aside: false };'],
    ['what a title computes', 'it(`is ${x.told}`, () => undefined);'],
    ['longer words', '// The lifetime of a session outlives its storyteller.'],
  ])('are not demanded in %s', async (_where, text) => {
    expect(await findWords(text)).toEqual([]);
  });

  const pages = globSync('{*.md,{docs,shared,main,renderer,server,scripts,test,assets}/**/*.md}', { cwd: root });

  it.each(pages)('are those of %s', async (page) => {
    const prose = readFileSync(join(root, page), 'utf8').replaceAll(/^```[\s\S]*?^```|`[^`\n]*`/gm, '``');
    const comments = prose.split('\n').map((line) => `// ${line}`);
    expect(await findWords(comments.join('\n'))).toEqual([]);
  });

  it('have files that are there, in the glossary', () => {
    const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
    const named = [...glossary.matchAll(/`((?:shared|main|renderer|server)\/[^`]+)`/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
  });
});
