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

/** Why the tests are red: the first one that failed; null when all are green. */
export interface Answer {
  readonly red: string | null;
  readonly ran: number;
}

const oneLine = (error: unknown): string =>
  String((error as { message?: unknown }).message ?? error).split('\n')[0] ?? '';

function firstFailure(modules: readonly TestModule[], loose: readonly unknown[]): string | null {
  for (const module of modules) {
    for (const test of module.children.allTests('failed')) return test.fullName;
  }
  for (const module of modules) {
    const [error] = module.errors();
    if (error) return `${module.relativeModuleId}: ${oneLine(error)}`;
    // What is set up before the tests belongs to their suite.
    for (const suite of module.children.allSuites()) if (suite.state() === 'failed') return suite.fullName;
  }
  return loose.length > 0 ? oneLine(loose[0]) : null;
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
  const ran = testModules.flatMap(({ children }) => [
    ...children.allTests('passed'),
    ...children.allTests('failed'),
  ]).length;
  return { red: firstFailure(testModules, result.unhandledErrors), ran };
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
