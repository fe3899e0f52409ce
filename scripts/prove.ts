import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlaywright, readVitest, sumTallies, tallyWords, type Tally } from './sum-reports.ts';

const usage = `Everything that takes long, part by part; \`npm test\` is the rest. See docs/proofs.md.

  npm run prove                  every part
  npm run prove -- PART [PART…]  only these
  npm run prove -- --list        what the parts are

  --seeds N   how many simulated offices (default 1000)`;

/** What a command left behind to be counted. */
interface Left {
  readonly code: number;
  readonly text: string;
  /** Where runners put their reports. */
  readonly reports: string;
}

interface Part {
  readonly name: string;
  readonly what: string;
  readonly args: readonly string[];
  /** null: the command left no numbers. */
  readonly count: (left: Left) => Tally | null;
}

const tests = (name: string, what: string): Part => ({
  name,
  what,
  args: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.prove.config.ts', '--project', name],
  count: ({ reports }) => readVitest(reports),
});

/** The last "N passed, N failed" of what a command said. */
function countWords({ text }: Left): Tally | null {
  const last = [...text.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]), skipped: 0 } : null;
}

/** The last "caught N of M". */
function countCaught({ text }: Left): Tally | null {
  const last = [...text.matchAll(/^caught (\d+) of (\d+)/gm)].at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]) - Number(last[1]), skipped: 0 } : null;
}

/** One promise: it ended well. */
const countEnd = ({ code }: Left): Tally => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

const partsFor = (seeds: string): readonly Part[] => [
  {
    name: 'offices',
    what: `${seeds} simulated offices under every fault`,
    args: ['scripts/simulate.ts', '--seeds', seeds],
    count: countWords,
  },
  {
    name: 'stories',
    what: 'all stories in a browser',
    args: 'node_modules/@playwright/test/cli.js test --project=desk --project=browser --project=electron'.split(' '),
    count: ({ reports }) => readPlaywright(reports),
  },
  tests('kill', 'a server process killed at any moment'),
  tests('tls', 'a server behind TLS, and another one in its place'),
  tests('carried', 'a bundle imported by the command line'),
  tests('exchange', 'the exchange centre: loads killed at any moment, a million rows, a long fuzz'),
  tests('lock', 'a data folder two programs want, one of them killed'),
  tests('walls', 'lines that compiler and linter must refuse'),
  tests('shell', 'what the shell asks of a page, in a browser'),
  tests('pack', "the packer's settings, the built shell, the packed files, the fuses"),
  {
    name: 'planted',
    what: 'deliberate faults, each noticed by some test',
    args: ['scripts/planted.ts'],
    count: countCaught,
  },
  {
    name: 'powercut',
    what: 'the power cut under journal and browser store',
    args: ['scripts/powercut.ts'],
    count: countEnd,
  },
];

/** Runs one part with its output on the screen; a command that fails without a count counts as one failure. */
async function runPart({ args, count }: Part): Promise<Tally> {
  const reports = mkdtempSync(join(tmpdir(), 'lembar-prove-'));
  const env = { ...process.env, LEMBAR_REPORTS: reports };
  const child = spawn(process.execPath, args, { env, stdio: ['inherit', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    text += chunk.toString();
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => resolve(ended ?? 1));
  });
  const tally = count({ code, text, reports }) ?? { passed: 0, failed: 0, skipped: 0 };
  rmSync(reports, { recursive: true, force: true });
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Parts one after the other, a line for each at the end. Returns the exit code. */
async function prove(parts: readonly Part[]): Promise<number> {
  const lines: string[] = [];
  const tallies: Tally[] = [];
  for (const part of parts) {
    console.log(`\n== ${part.name}: ${part.what}`);
    const begun = performance.now();
    const tally = await runPart(part);
    tallies.push(tally);
    lines.push(`${part.name}: ${tallyWords(tally)} (${Math.round((performance.now() - begun) / 1000)} s)`);
  }
  const sum = sumTallies(tallies);
  console.log(`\n${lines.join('\n')}\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'boolean' }, help: { type: 'boolean' }, seeds: { type: 'string', default: '1000' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const parts = partsFor(values.seeds);
  if (values.list) {
    for (const { name, what } of parts) console.log(`${name.padEnd(10)} ${what}`);
    return 0;
  }
  const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}\n\n${usage}`);
    return 2;
  }
  return prove(positionals.length === 0 ? parts : parts.filter(({ name }) => positionals.includes(name)));
}

process.exitCode = await main();
