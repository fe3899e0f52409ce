import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { knownFaults, runSeed, type SeedOptions, type SeedReport } from '../test/simulate/run-seed.ts';
import { seedPool } from '../test/simulate/seed-pool.ts';

const usage = `Runs whole offices under every fault, one world per seed. See docs/proofs.md.

  --seeds N        how many worlds (default 2000)
  --from K         the first seed (default 1)
  --seed S         one world alone, run twice, its histories compared
  --trace          with --seed: prints the whole history
  --dishonest      in every world one of the desks lies; otherwise the seed decides
  --without a,b    leaves kinds of trouble out: ${knownFaults.join(', ')}
  --state FILE     remembers the last complete seed and goes on after it
  --threads N      default: one per core`;

const say = (line: string): void => console.log(line);

function printReport({ seed, broken, trace, faults }: SeedReport): void {
  say(`\nseed ${seed} (${faults.join(', ') || 'the wire alone'})`);
  for (const line of broken.slice(0, 10)) say(`  ${line}`);
  if (broken.length > 10) say(`  and ${broken.length - 10} more`);
  for (const line of trace.slice(-8)) say(`    ${line}`);
}

async function one(seed: number, whole: boolean, options: SeedOptions): Promise<number> {
  const report = await runSeed(seed, { ...options, keep: whole ? 1_000_000 : 60, twice: true });
  if (whole) for (const line of report.trace) say(line);
  if (report.broken.length > 0) printReport({ ...report, trace: whole ? [] : report.trace });
  say(
    `seed ${seed}: ${report.broken.length === 0 ? 'passed' : 'failed'}, ${report.saved} entries, trace ${report.hash}`,
  );
  return report.broken.length === 0 ? 0 : 1;
}

interface Many {
  readonly from: number;
  readonly seeds: number;
  readonly threads: number;
  readonly options: SeedOptions;
  readonly state: string | null;
}

interface State {
  /** The first seed of the run this belongs to. */
  readonly from: number;
  readonly last: number;
  readonly failed: readonly number[];
}

async function readState(file: string | null): Promise<State | null> {
  if (file === null) return null;
  return readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as State,
    () => null,
  );
}

/** Shortest interval between progress lines, ms. */
const sayEvery = 10_000;

async function many({ from, seeds, threads, options, state }: Many): Promise<number> {
  const end = from + seeds;
  const before = await readState(state);
  if (before && before.from !== from) {
    say(`${state} belongs to a run from seed ${before.from}: another file, or --from ${before.from}.`);
    return 2;
  }
  const first = before ? Math.max(from, before.last + 1) : from;
  const failed: number[] = [...(before?.failed ?? [])];
  const pool = seedPool(threads);
  const open = new Set<number>();
  let next = first;
  let said = performance.now();
  const begun = said;
  const progress = async (): Promise<void> => {
    // Everything before the oldest world still running is complete.
    const last = Math.min(next, ...open) - 1;
    if (state !== null) {
      await mkdir(dirname(state), { recursive: true });
      await writeFile(state, JSON.stringify({ from, last, failed } satisfies State));
    }
    if (performance.now() - said < sayEvery) return;
    said = performance.now();
    const done = next - first - open.size;
    say(
      `${done} of ${end - first}, ${failed.length} failed, ${((said - begun) / Math.max(1, done)).toFixed(0)} ms a world`,
    );
  };
  const lane = async (): Promise<void> => {
    while (next < end) {
      const seed = next++;
      open.add(seed);
      const report = await pool.run(seed, options);
      open.delete(seed);
      if (report.broken.length > 0) {
        failed.push(seed);
        printReport(report);
      }
      await progress();
    }
  };
  await Promise.all(Array.from({ length: threads }, lane));
  await pool.close();
  if (failed.length > 0) say(`\nfailed: ${failed.sort((a, b) => a - b).join(' ')}`);
  say(`${Math.max(0, end - from - failed.length)} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '2000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      dishonest: { type: 'boolean', default: false },
      without: { type: 'string', default: '' },
      state: { type: 'string' },
      threads: { type: 'string', default: String(cpus().length) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return 0;
  }
  const without = values.without.split(',').filter((name) => name !== '');
  const unknown = without.filter((name) => !knownFaults.includes(name));
  const numbers = [values.seeds, values.from, values.threads, values.seed ?? '1'].map(Number);
  if (unknown.length > 0 || numbers.some((n) => !Number.isSafeInteger(n) || n < 1)) {
    say(unknown.length > 0 ? `Unknown trouble: ${unknown.join(', ')}\n` : 'Numbers are whole and above 0.\n');
    say(usage);
    return 2;
  }
  const options: SeedOptions = { without, ...(values.dishonest ? { dishonest: true } : {}) };
  if (values.seed !== undefined) return one(Number(values.seed), values.trace, options);
  const [seeds = 1, from = 1, threads = 1] = numbers;
  return many({ from, seeds, threads, options, state: values.state ?? null });
}

process.exitCode = await main();
