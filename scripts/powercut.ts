import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '../test/powercut/chance.ts';
import { cutDesk, cutOffice, emptyTally, join as joinTallies, moments, type Tally } from '../test/powercut/cuts.ts';
import { runFullDisk } from '../test/powercut/full-disk.ts';
import { readCutOptions, type CutOptions } from '../test/powercut/options.ts';
import { runSession } from '../test/powercut/session.ts';
import { compileShim, NoShim } from '../test/powercut/shim.ts';
import { makeProgram, type Program, type Variant } from '../test/powercut/variants.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => console.log(line);

/** The first few of many, so that a run that went wrong says what and not everything. */
function sayFew(lines: readonly string[]): void {
  for (const line of lines.slice(0, 8)) say(`    ${line}`);
  if (lines.length > 8) say(`    … and ${lines.length - 8} more`);
}

const words = ({ lost, entries, cuts, broken }: Tally): string =>
  `lost ${lost.length} of ${entries} acknowledged entries (${cuts} cuts${broken.length > 0 ? `, ${broken.length} things broken` : ''})`;

interface Place {
  readonly dir: string;
  readonly shim: string;
  readonly options: CutOptions;
}

async function sessionOf(place: Place, program: Program, seed: number, entries: number) {
  const session = await runSession(program, place.shim, join(place.dir, 'session'), entries);
  await rm(join(place.dir, 'session'), { recursive: true, force: true, maxRetries: 3 });
  return { session, chance: chanceOf(seed) };
}

/** The program as it is: many cuts checked at the desk, some with the whole program opened. */
async function runProduct(place: Place, program: Program): Promise<{ readonly all: Tally; readonly opened: Tally }> {
  const { options, dir } = place;
  const [all, opened] = [emptyTally(), emptyTally()];
  for (let n = 0; n < options.sessions; n++) {
    const seed = options.seed + n;
    const { session, chance } = await sessionOf(place, program, seed, options.entries);
    const desk = await cutDesk(session, moments(session, options.cuts, chance), join(dir, 'cut'), seed);
    const office = await cutOffice(session, moments(session, options.opens, chance), join(dir, 'cut'), seed);
    say(
      `  session ${n + 1}, seed ${seed}: ${session.saved.length} entries; desk ${words(desk)}; program ${words(office)}`,
    );
    joinTallies(all, desk);
    joinTallies(all, office);
    joinTallies(opened, office);
  }
  return { all, opened };
}

/** The control, a program whose durability is switched off: one session, opened whole. */
async function runVariant(place: Place, variant: Variant): Promise<Tally> {
  const folder = join(place.dir, variant);
  const program = await makeProgram(root, folder, variant);
  const { options } = place;
  const { session, chance } = await sessionOf(place, program, options.seed, Math.min(options.entries, 300));
  const tally = await cutOffice(session, moments(session, options.opens, chance), join(place.dir, 'cut'), options.seed);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  return tally;
}

/** Whether every promise was kept and the control broke them. See docs/powercut.md. */
async function powercut(place: Place): Promise<boolean> {
  const program = await makeProgram(root, join(place.dir, 'program'), 'product');
  const { all, opened } = await runProduct(place, program);
  say(words(all));
  sayFew([...all.broken, ...all.lost]);
  say(`  ${opened.cuts} of the cuts with the whole program opened, loaded again ${opened.stumbles.length} times`);
  sayFew([...new Set(opened.stumbles)]);
  say(
    `  after ${opened.damaged} of them the browser had lost its store, with ${opened.missedByStore} letters to be restored`,
  );

  const disk = await runFullDisk(program, place.shim, join(place.dir, 'full'));
  say(`full disk: refused ${disk.refused}, lost ${disk.lost.length} of ${disk.saved} acknowledged entries`);
  say(
    `  ${disk.savedWhenFull} were saved while nothing fitted; the slowest took ${(disk.longest / 1000).toFixed(1)} s`,
  );
  sayFew([...disk.broken, ...disk.lost]);

  const relaxed = await runVariant(place, 'store-relaxed');
  say(`journal alone (local store relaxed): ${words(relaxed)}; restored ${relaxed.missedByStore} letters`);
  sayFew([...relaxed.broken, ...relaxed.lost]);

  const control = await runVariant(place, 'control');
  say(`control (journal not synced, local store relaxed): lost ${control.lost.length} of ${control.entries}`);
  if (control.lost.length === 0) say('  the rig cannot fail: a program without its promises lost nothing');
  return [all, disk, relaxed].every(({ lost, broken }) => lost.length + broken.length === 0) && control.lost.length > 0;
}

const dir = await mkdtemp(join(tmpdir(), 'lembar-powercut-'));
try {
  const options = readCutOptions(process.argv.slice(2));
  const kept = await powercut({ dir, shim: compileShim(dir), options });
  process.exitCode = kept ? 0 : 1;
} catch (error) {
  if (!(error instanceof NoShim)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
}
