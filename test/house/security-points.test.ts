import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

interface Evidence {
  readonly file: string;
  readonly title: string;
}

/** By point of the table: the tests it names. */
const points = new Map(
  [...page.matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \|$/gm)].map(([, point = '', shown = '']) => [
    Number(point),
    [...shown.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']): Evidence => ({ file, title })),
  ]),
);

/** `it` of `it('…')`, of `it.skipIf(…)('…')` and of `it.each(…)('…')`. */
function nameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return nameOf(node.expression);
  return '';
}

/** Titles of the tests of a file, and of what is around them. */
function titlesOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ['it', 'test', 'describe'].includes(nameOf(node.expression))) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

describe('what docs/security.md says was done to the program', () => {
  it('is sixteen points, each with a test', () => {
    expect([...points.keys()]).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    for (const [point, shown] of points) expect(shown.length, String(point)).toBeGreaterThan(0);
  });

  it.each([...points])('is shown by tests that are there: point %i', (_point, shown) => {
    const missing = shown.filter(
      ({ file, title }) => !existsSync(join(root, file)) || !titlesOf(file).some((one) => one.includes(title)),
    );
    expect(missing).toEqual([]);
  });
});
