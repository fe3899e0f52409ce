import { fork, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from '../test/planted/faults.ts';
import { plant, readTree } from '../test/planted/plant.ts';
import { filesWithTitle, readTests } from '../test/planted/titles.ts';
import type { Fault } from '../test/planted/vocabulary.ts';
import type { Answer, Question } from './planted/test-process.ts';

const usage = `The test of the tests: plants one fault after the other in a copy of the sources and runs what should notice it.
Every fault must fit exactly once, its tests must be green without it. See test/planted/vocabulary.ts.

  --only TEXT      faults with this in their name, or of a symbol of that name; may be given again
  --list           names them and plants none`;

const root = join(import.meta.dirname, '..');
/** A test that hangs because of the fault has noticed it too. */
const patienceMs = 240_000;

/** A copy of the sources, and a vitest in it that stays for all faults: what it read once it need not read again. */
interface Bench {
  /** Writes a source. Returns how to take it back. */
  write(file: string, text: string): () => void;
  ask(question: Pick<Question, 'files' | 'titles'>): Promise<Answer>;
  close(): void;
}

const hangs: Answer = { failed: 'the tests no longer come to an end', fault: null, ran: 1 };

function openBench(): Bench {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lembar-planted-')));
  const left = new Set(['node_modules', '.git', 'dist', 'build', 'test-results', 'release']);
  cpSync(root, folder, { recursive: true, filter: (from) => !left.has(from.slice(root.length + 1)) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

  let changed: string[] = [];
  let child: ChildProcess | null = null;
  /** Ends the process group, and with it a test that hangs. */
  const end = (): void => {
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    child = null;
  };
  const nextMessage = (from: ChildProcess): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the process of the tests ended'));
      from.once('exit', gone);
      from.once('message', (said) => {
        from.off('exit', gone);
        resolve(said);
      });
    });
  const begin = async (): Promise<ChildProcess> => {
    const script = join(root, 'scripts/planted/test-process.ts');
    child = fork(script, [folder], { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await nextMessage(child);
    return child;
  };

  return {
    write(file, text) {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const put = (now: string): void => {
        writeFileSync(path, now);
        changed.push(file);
      };
      put(text);
      return () => put(before);
    },
    async ask(question) {
      const asked = child ?? (await begin());
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Answer>((resolve) => {
        timer = setTimeout(() => resolve(hangs), patienceMs);
      });
      const message = nextMessage(asked);
      asked.send({ ...question, changed } satisfies Question);
      changed = [];
      try {
        const said = await Promise.race([message as Promise<Answer>, late]);
        if (said === hangs) end();
        return said;
      } catch (error) {
        child = null;
        return { failed: null, fault: String(error), ran: 0 };
      } finally {
        clearTimeout(timer);
        message.catch(() => undefined);
      }
    },
    close() {
      end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const sources = readTree(root);
const tests = readTests(root);

interface Trial {
  readonly caught: boolean;
  readonly why: string;
}

async function tryOut(fault: Fault, bench: Bench): Promise<Trial> {
  const unsound = (why: string): Trial => ({ caught: false, why });
  const planted = plant(fault, sources);
  if (!planted.ok) return unsound(`does not fit: ${planted.error}`);
  const { file, text } = planted.value;
  const unknown = fault.tests.find((words) => filesWithTitle(tests, words).length === 0);
  if (unknown !== undefined) return unsound(`no test is called “${unknown}”`);
  const files = [...new Set(fault.tests.flatMap((words) => filesWithTitle(tests, words)))];
  const question = { files, titles: fault.tests };
  // Also shows that nothing of the fault before is left.
  let sound = await bench.ask(question);
  // A busy machine makes a test red now and then that waits for something.
  if (sound.failed !== null) sound = await bench.ask(question);
  const red = sound.failed ?? sound.fault;
  if (red !== null) return unsound(`red without the fault: ${red}`);
  if (sound.ran === 0) return unsound('none of its tests ran');
  const takeBack = bench.write(file, text);
  try {
    const said = await bench.ask(question);
    // Only a test counts: files that cannot be loaded with the fault in them say nothing of it.
    return said.failed === null ? unsound(said.fault ?? 'all its tests are green') : { caught: true, why: said.failed };
  } finally {
    takeBack();
  }
}

async function tryAll(chosen: readonly Fault[]): Promise<number> {
  const waiting = [...chosen];
  const benches = new Set<Bench>();
  // The test processes are groups of their own and receive no Ctrl-C.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const bench of benches) bench.close();
      process.exit(130);
    });
  }
  let caught = 0;
  const worker = async (): Promise<void> => {
    const bench = openBench();
    benches.add(bench);
    try {
      for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
        const begun = performance.now();
        const trial = await tryOut(fault, bench);
        if (trial.caught) caught += 1;
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        console.log(`${trial.caught ? 'caught' : 'NOT CAUGHT'}  ${fault.name}  <- ${trial.why} (${seconds} s)`);
      }
    } finally {
      bench.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism(), chosen.length) }, worker));
  return caught;
}

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, list: { type: 'boolean' }, help: { type: 'boolean' } },
});
const { only = [''] } = values;
const chosen = faults.filter(({ name, in: symbol }) => only.some((text) => name.includes(text) || symbol === text));
if (values.help || chosen.length === 0) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else if (values.list) {
  for (const { name, in: symbol } of chosen) console.log(`${name}  (${symbol})`);
} else {
  const caught = await tryAll(chosen);
  console.log(`caught ${caught} of ${chosen.length}`);
  process.exitCode = caught === chosen.length ? 0 : 1;
}
