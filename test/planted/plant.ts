import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { err, ok, type Result } from '../../shared/result.ts';
import { findSymbols, parse, undeclared, type Code, type Tree } from './code.ts';
import type { Edit, Fault, Place } from './vocabulary.ts';

/** A file as it is with the fault in it. */
export interface Planted {
  readonly file: string;
  readonly text: string;
}

/** A place that is not there exactly once. */
class Misfit extends Error {
  readonly times: number;
  constructor(what: string, times: number) {
    super(`${what} is there ${times} times`);
    this.times = times;
  }
}

/** The sources in which faults are planted. */
export function readTree(root: string): Tree {
  const files = globSync('{shared,main,server,renderer}/**/*.{ts,tsx,cts}', { cwd: root }).sort();
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

function editsIn(code: Code, fault: Fault): Result<readonly Edit[], Misfit> {
  const one = (place: Place): ts.Node => {
    const found = [...new Set(place.find(code))];
    const [node] = found;
    if (!node || found.length > 1) throw new Misfit(place.what, found.length);
    return node;
  };
  try {
    const edits = fault.change.flatMap((change) => change(code, one)).sort((a, b) => a.from - b.from);
    if (edits.some(({ from }, i) => from < (edits[i - 1]?.to ?? 0)))
      throw new Error(`${fault.name}: two changes overlap`);
    return ok(edits);
  } catch (error) {
    if (error instanceof Misfit) return err(error);
    throw error;
  }
}

function write(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight((before, { from, to, text: put }) => before.slice(0, from) + put + before.slice(to), text);
}

/** What the parser has against a text; empty for a program. */
function syntaxErrors(source: ts.SourceFile): readonly string[] {
  // Not in the public types; the public ways check types as well, which takes a hundred times as long.
  const { parseDiagnostics } = source as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
  return parseDiagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The one place in the tree where the fault fits, as it is with the fault in it; or why there is none. */
export function plant(fault: Fault, tree: Tree): Result<Planted, string> {
  const symbols = findSymbols(tree, fault.in);
  if (symbols.length === 0) return err(`nothing is called ${fault.in}`);
  const tries = symbols.map((code) => ({ code, edits: editsIn(code, fault) }));
  const fitting = tries.flatMap(({ code, edits }) => (edits.ok ? [{ code, edits: edits.value }] : []));
  const misfits = tries.flatMap(({ code, edits }) =>
    edits.ok ? [] : [{ at: `${fault.in} in ${code.file}: ${edits.error.message}`, times: edits.error.times }],
  );
  // Where it fits several times, nobody can say which of them is meant.
  const doubtful = misfits.filter(({ times }) => times > 1);
  const [only] = fitting;
  if (!only || fitting.length > 1 || doubtful.length > 0) {
    const places = fitting.map(({ code }) => `${fault.in} in ${code.file}: fits`);
    return err([...places, ...misfits.map(({ at }) => at)].join('; '));
  }
  const { file, source } = only.code;
  const text = write(source.text, only.edits);
  if (text === source.text) return err(`${fault.in} in ${file}: nothing changes`);
  const after = parse(file, text);
  const [wrong] = syntaxErrors(after);
  if (wrong !== undefined) return err(`${fault.in} in ${file}: no program any more: ${wrong}`);
  // A name that nobody declares would make any test red, whatever the fault.
  const before = undeclared(source);
  const [lost] = [...undeclared(after)].filter((name) => !before.has(name));
  return lost === undefined ? ok({ file, text }) : err(`${fault.in} in ${file}: ${lost} is nowhere declared any more`);
}
