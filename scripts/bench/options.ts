import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Letters in the register; two dispositions each. */
  readonly letters: number;
  /** How often first sync and reopening are measured, floor and program in turn. */
  readonly rounds: number;
  /** Letters saved one after the other in the last round. */
  readonly saves: number;
  /** Letters entered offline and then pushed, and how often. */
  readonly pushes: { readonly rounds: number; readonly letters: number };
  /** File for the figures as JSON. */
  readonly json: string | null;
}

function whole(name: string, text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new Error(`--${name} takes a whole number from 1 up, not "${text}"`);
  return n;
}

/** What stands behind `npm run bench --`; a wrong word is an error that names it. */
export function readBenchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      letters: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '3' },
      saves: { type: 'string', default: '200' },
      pushed: { type: 'string', default: '2000' },
      json: { type: 'string' },
    },
  });
  return {
    letters: whole('letters', values.letters),
    rounds: whole('rounds', values.rounds),
    saves: whole('saves', values.saves),
    pushes: { rounds: 3, letters: whole('pushed', values.pushed) },
    json: values.json ?? null,
  };
}
