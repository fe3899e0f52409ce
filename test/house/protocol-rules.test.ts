import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'shared/sync/PROTOCOL.md'), 'utf8');
const rules = [...page.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1] ?? '');
const tests = globSync('test/**/*.{test,spec}.ts', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

describe('the rules of PROTOCOL.md', () => {
  it('are numbered, each once', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter((rule, i) => rules.indexOf(rule) !== i)).toEqual([]);
  });

  it('each have a test that carries the number', () => {
    expect(rules.filter((rule) => !tests.includes(`[${rule}]`))).toEqual([]);
  });

  it('are the only numbers that tests carry', () => {
    const carried = new Set([...tests.matchAll(/['"`\s]\[([DPLESNATV]\d+)\]/g)].map((match) => match[1] ?? ''));
    expect([...carried].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
