import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { below, parse, type Tree } from './code.ts';

const runners = new Set(['it', 'test', 'describe']);

/** The files of tests that vitest can run, wherever they stand. */
export function readTests(root: string): Tree {
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: root }).sort();
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** `it` of `it(…)`, `it.each(…)(…)` and `it.skipIf(…).each(…)(…)`. */
function runnerOf(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  const inner = ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) || ts.isTaggedTemplateExpression(node);
  return inner ? runnerOf(ts.isTaggedTemplateExpression(node) ? node.tag : node.expression) : null;
}

function titlesIn(file: string, text: string): readonly string[] {
  return below(parse(file, text)).flatMap((node) => {
    if (!ts.isCallExpression(node) || !runners.has(runnerOf(node.expression) ?? '')) return [];
    const [title] = node.arguments;
    return title && ts.isStringLiteralLike(title) ? [title.text] : [];
  });
}

/** The files in which a title of `it` or `describe` has these words. */
export function filesWithTitle(tests: Tree, words: string): readonly string[] {
  return [...tests]
    .filter(([file, text]) => text.includes(words) && titlesIn(file, text).some((title) => title.includes(words)))
    .map(([file]) => file);
}

/** Fits the full names of the tests that have one of these words in a title. */
export function namePattern(words: readonly string[]): RegExp {
  return new RegExp(words.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
}
