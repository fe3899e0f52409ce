import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const root = join(import.meta.dirname, '..');
/** Letters of the wire in the program. */
const states: Readonly<Record<string, string>> = { '0': 'false', '1': 'true', r: 'removed' };

/** The fuses that electron-builder.yml spells, by name. */
export function spelledFuses(config: string): ReadonlyMap<string, string> {
  const block = /^electronFuses:\n((?:[ \t]+.*\n)+)/m.exec(config)?.[1] ?? '';
  return new Map([...block.matchAll(/^\s+(\w+): (true|false)$/gm)].map(([, name = '', value = '']) => [name, value]));
}

export interface FuseReport {
  /** Fuses that are not as spelled. */
  readonly wrong: readonly string[];
  /** Fuses of a newer Electron that the packer cannot spell yet; they are as Electron ships them. */
  readonly unknown: readonly string[];
}

/** Reads the fuses of a packed program and holds them against what is spelled. Rejects when it has none. */
export async function readFuses(program: string, spelled: ReadonlyMap<string, string>): Promise<FuseReport> {
  const { version: _version, ...wire } = await getCurrentFuseWire(program);
  const found = new Map<string, string>();
  const unknown: string[] = [];
  for (const [place, state] of Object.entries(wire)) {
    const known = FuseV1Options[Number(place)];
    const value = states[String.fromCharCode(Number(state))] ?? 'unreadable';
    if (known === undefined) unknown.push(`fuse ${place}: ${value}`);
    else found.set(known.charAt(0).toLowerCase() + known.slice(1), value);
  }
  const wrong = [...new Set([...found.keys(), ...spelled.keys()])].flatMap((name) => {
    const is = found.get(name) ?? 'not there';
    return is === spelled.get(name) ? [] : [`${name}: ${is}, spelled ${spelled.get(name) ?? 'nowhere'}`];
  });
  return { wrong, unknown };
}

if (import.meta.main) {
  const program = process.argv[2];
  if (!program) throw new Error('usage: node scripts/read-fuses.ts PROGRAM');
  const spelled = spelledFuses(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  const { wrong, unknown } = await readFuses(program, spelled);
  for (const line of unknown) console.warn(`not known to the packer, left as Electron ships it: ${line}`);
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) process.exit(1);
  console.log(`${spelled.size} fuses of ${program} are as spelled`);
}
