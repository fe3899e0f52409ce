import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
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

async function answer(vitest: Vitest, folder: string, { changed, files, titles }: Question): Promise<Answer> {
  for (const file of changed) vitest.invalidateFile(join(folder, file));
  const testNamePattern = namePattern(titles);
  const found = await vitest.globTestSpecifications([...files]);
  const chosen = files.map((file) => {
    const specification = found.find(({ moduleId }) => moduleId === join(folder, file));
    if (!specification) throw new Error(`no project of vitest.config.ts runs ${file}`);
    return specification.project.createSpecification(specification.moduleId, { testNamePattern });
  });
  const result = await vitest.runTestSpecifications(chosen);
  // The result also has the modules of earlier runs.
  const testModules = result.testModules.filter(({ moduleId }) => chosen.some((one) => one.moduleId === moduleId));
  const errors = [...testModules.flatMap((module) => module.errors()), ...result.unhandledErrors];
  const count = (state: 'passed' | 'failed'): number =>
    testModules.reduce((sum, { children }) => sum + [...children.allTests(state)].length, 0);
  return {
    failed: testModules.map(firstFailure).find((name) => name !== null) ?? null,
    fault: errors.length > 0 ? oneLine(errors[0]) : null,
    ran: count('passed') + count('failed'),
  };
}

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) throw new Error('which copy of the sources?');
const vitest = await createVitest({ root: folder, watch: false, reporters: [{}], maxWorkers: 1 }, { root: folder });

process.on('message', (question: Question) => {
  answer(vitest, folder, question).then(
    (said) => process.send?.(said),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => void vitest.close().finally(() => process.exit(0)));
process.send?.('ready');
