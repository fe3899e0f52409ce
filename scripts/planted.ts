import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bug } from '../test/planted/bug.ts';
import { bugs } from '../test/planted/bugs.ts';

/**
 * The test of the tests: plants one fault after the other in a copy of the sources and runs what should notice it.
 * Every patch must fit exactly once, every test must be green without it. `--only NAME` plants one.
 */
const root = join(import.meta.dirname, '..');
/** A test that hangs because of the fault has noticed it too. */
const patienceMs = 240_000;

interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Why the tests are red: the first one that failed; null when all are green. */
type Verdict = string | null;

function copySources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lembar-planted-'));
  const left = new Set(['node_modules', '.git', 'dist', 'build', 'test-results', 'release']);
  cpSync(root, folder, { recursive: true, filter: (from) => !left.has(from.slice(root.length + 1)) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** The test that failed; a file that was given up because another had failed before says nothing by itself. */
function firstFailure(text: string): Verdict {
  const { testResults } = JSON.parse(text) as Report;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.find(({ status }) => status === 'failed');
  if (failed) return failed.fullName;
  const file = testResults.find(({ status, message }) => status === 'failed' && message !== '');
  return file ? `${file.name.split('/').at(-1)}: ${file.message.split('\n')[0]}` : null;
}

function vitest(folder: string, files: readonly string[]): Promise<Verdict> {
  const report = join(folder, 'planted-report.json');
  rmSync(report, { force: true });
  const cli = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [cli, 'run', ...files, '--bail', '1', '--reporter', 'json', '--outputFile', report];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve('the tests no longer come to an end');
    }, patienceMs);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      try {
        const why = firstFailure(readFileSync(report, 'utf8'));
        resolve(why ?? (code === 0 ? null : 'the test run itself'));
      } catch {
        resolve(code === 0 ? null : 'the tests cannot even be loaded');
      }
    });
  });
}

/** Runs worlds of the simulator until all are done; the first broken promise is why. */
function worlds(folder: string, seeds: number): Promise<Verdict> {
  const args = [join(folder, 'scripts/simulate.ts'), '--seeds', String(seeds), '--threads', '1'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += String(chunk);
      // One broken promise is enough.
      if (/^seed \d+ \(/m.test(text) && /^ {2}S\d+/m.test(text)) child.kill();
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      const seed = /^(seed \d+) \(/m.exec(text)?.[1];
      const promise = /^ {2}(\S.*)$/m.exec(text)?.[1];
      resolve(seed ? `simulate ${seed}: ${promise ?? ''}` : code === 0 ? null : 'the simulator itself');
    });
  });
}

const check = (folder: string, { tests, seeds }: Bug): Promise<Verdict> =>
  seeds === undefined ? vitest(folder, tests) : worlds(folder, seeds);

/** Applies the patch, which must fit exactly once. Returns how to take it back. */
function plant(folder: string, { file, find, replace }: Bug): () => void {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const fits = before.split(find).length - 1;
  if (fits !== 1) throw new Error(`${file}: the patch fits ${fits} times instead of once`);
  writeFileSync(
    path,
    before.replace(find, () => replace),
  );
  return () => writeFileSync(path, before);
}

async function inCopies<T>(items: readonly T[], work: (folder: string, item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    const folder = copySources();
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(folder, item);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
}

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
const chosen = bugs.filter(({ name }) => only === null || name === only);
let sound = chosen.length > 0;

const suites = [...new Set(chosen.flatMap(({ tests }) => tests))];
await inCopies([suites], async (folder, files) => {
  const red = await vitest(folder, files);
  if (red === null) return;
  sound = false;
  console.log(`red without any fault: ${red}`);
});

let caught = 0;
await inCopies(sound ? chosen : [], async (folder, bug) => {
  const begun = performance.now();
  const takeBack = plant(folder, bug);
  const seen = await check(folder, bug).finally(takeBack);
  // A patch that is no program proves nothing about the tests.
  const why = seen?.includes('Transform failed') ? null : seen;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (why !== null) caught += 1;
  console.log(
    why === null ? `NOT CAUGHT  ${bug.name} (${seconds} s)` : `caught  ${bug.name}  <- ${why} (${seconds} s)`,
  );
});
console.log(`caught ${caught} of ${chosen.length}`);
process.exitCode = sound && caught === chosen.length ? 0 : 1;
