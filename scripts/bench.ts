import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { benchExchange } from './bench/exchange.ts';
import { floorTables, makeLetters } from './bench/dataset.ts';
import { startFloorServer } from './bench/floor-server.ts';
import { table } from './bench/figures.ts';
import { measure } from './bench/measure.ts';
import { readBenchOptions } from './bench/options.ts';
import { makeRegister } from './bench/register.ts';
import { figuresOf } from './bench/report.ts';
import { startServerProcess } from './bench/server-process.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => console.log(line);

/** Builds the pages, fills a register, measures floor and program in turn, prints the table. See docs/bench.md. */
async function bench(): Promise<void> {
  const options = readBenchOptions(process.argv.slice(2));
  const dir = await mkdtemp(join(tmpdir(), 'lembar-bench-'));
  const ends: (() => Promise<void>)[] = [() => rm(dir, { recursive: true, force: true, maxRetries: 3 })];
  try {
    await build({ configFile: join(root, 'test/bench/vite.config.ts') });
    const rendererDir = join(root, 'dist/bench');
    const letters = makeLetters(options.letters);
    const accounts = await makeRegister(join(dir, 'server'), letters);
    const account = accounts.find(({ username }) => username === 'tu');
    const other = accounts.find(({ username }) => username === 'sekretaris');
    if (!account || !other) throw new Error('the demonstration office lacks its accounts');
    const floor = await startFloorServer(rendererDir, floorTables(letters));
    ends.push(floor.close);
    const server = await startServerProcess(root, join(dir, 'server'));
    ends.push(server.close);
    say(`${options.letters} letters with two dispositions each; floor and program in turn, ${options.rounds} rounds`);
    const place = { dir, rendererDir, server: server.address, floorUrl: floor.url, account, other };
    const measured = await measure(place, options, say);
    const figures = figuresOf(measured, floor.wireBytes);
    say(`\n${table(figures)}`);
    // Other work on the machine lengthens every figure, the program's more than the floor's: it has more processes.
    say(
      `\nload average of the last minutes: ${loadavg()
        .map((n) => n.toFixed(1))
        .join(', ')}`,
    );
    if (options.json === null) return;
    const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, load: loadavg(), node: process.version };
    const report = { at: new Date().toISOString(), options, machine, figures, measured };
    await writeFile(options.json, `${JSON.stringify(report, null, 1)}\n`);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

if (process.argv[2] === 'exchange') await benchExchange(process.argv.slice(3));
else await bench();
