import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node';
import { namePattern } from '../../test/planted/titles.ts';

/** What the process is asked: to run tests in its copy of the sources, in which `changed` was written since. */
export interface Question {
  readonly changed: readonly string[];
  readonly files: readonly string[];
  /** Words of the titles of the tests that count. */
  readonly titles: readonly string[];
}

export interface Answer {
  /** The first test that failed; null when all are green. */
  readonly failed: string | null;
  /** What went wrong beside the tests, for example a file that cannot be loaded. */
  readonly fault: string | null;
  readonly ran: number;
}

const oneLine = (error: unknown): string =>
  String((error as { message?: unknown }).message ?? error).split('\n')[0] ?? '';

function firstFailure({ children }: TestModule): string | null {
  for (const test of children.allTests('failed')) return test.fullName;
  // What is set up before the tests belongs to their suite.
  for (const suite of children.allSuites()) if (suite.state() === 'failed') return suite.fullName;
  return null;
}

const [folder = ''] = process.argv.slice(2);
if (!existsSync(folder)) throw new Error('which copy of the sources?');

/** Every configuration of vitest there is, begun when its tests are asked for. */
const configs = globSync('vitest*.config.ts', { cwd: folder }).sort();
const begun = new Map<string, Vitest>();

async function begin(config: string): Promise<Vitest> {
  const known = begun.get(config);
  if (known) return known;
  const options = { root: folder, config: join(folder, config), watch: false, reporters: [{}], maxWorkers: 1 };
  const vitest = await createVitest(options);
  begun.set(config, vitest);
  return vitest;
}

interface Found {
  readonly vitest: Vitest;
  readonly specification: TestSpecification;
}

async function find(file: string, testNamePattern: RegExp): Promise<Found> {
  const moduleId = join(folder, file);
  for (const config of configs) {
    const vitest = await begin(config);
    const found = (await vitest.globTestSpecifications([file])).find((one) => one.moduleId === moduleId);
    if (found) return { vitest, specification: found.project.createSpecification(moduleId, { testNamePattern }) };
  }
  throw new Error(`no project of ${configs.join(', ')} runs ${file}`);
}

async function answer({ changed, files, titles }: Question): Promise<Answer> {
  for (const vitest of begun.values()) for (const file of changed) vitest.invalidateFile(join(folder, file));
  const pattern = namePattern(titles);
  const found: Found[] = [];
  for (const file of files) found.push(await find(file, pattern));
  const modules: TestModule[] = [];
  const errors: unknown[] = [];
  for (const vitest of new Set(found.map((one) => one.vitest))) {
    const chosen = found.filter((one) => one.vitest === vitest).map(({ specification }) => specification);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
    // The result also has the modules of earlier runs.
    modules.push(...testModules.filter(({ moduleId }) => chosen.some((one) => one.moduleId === moduleId)));
    errors.push(...unhandledErrors);
  }
  errors.unshift(...modules.flatMap((module) => module.errors()));
  const count = (state: 'passed' | 'failed'): number =>
    modules.reduce((sum, { children }) => sum + [...children.allTests(state)].length, 0);
  return {
    failed: modules.map(firstFailure).find((name) => name !== null) ?? null,
    fault: errors.length > 0 ? oneLine(errors[0]) : null,
    ran: count('passed') + count('failed'),
  };
}

process.on('message', (question: Question) => {
  answer(question).then(
    (said) => process.send?.(said),
    (error: unknown) => process.send?.({ failed: null, fault: oneLine(error), ran: 0 } satisfies Answer),
  );
});
process.on('disconnect', () => {
  void Promise.allSettled([...begun.values()].map((vitest) => vitest.close())).then(() => process.exit(0));
});
process.send?.('ready');
