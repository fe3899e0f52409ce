import { parseArgs } from 'node:util';

export interface CutOptions {
  /** Sessions of the program as it is, each with another seed. */
  readonly sessions: number;
  /** Entries of a session. */
  readonly entries: number;
  /** Moments of a session at which the desk is checked, each in the worst case and torn. */
  readonly cuts: number;
  /** Moments of a session at which the whole program is opened. */
  readonly opens: number;
  readonly seed: number;
}

function whole(name: string, text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new Error(`--${name} takes a whole number from 1 up, not "${text}"`);
  return n;
}

/** What stands behind `npm run powercut --`; a wrong word is an error that names it. */
export function readCutOptions(argv: readonly string[]): CutOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      sessions: { type: 'string', default: '3' },
      entries: { type: 'string', default: '600' },
      cuts: { type: 'string', default: '40' },
      opens: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
    },
  });
  return {
    sessions: whole('sessions', values.sessions),
    entries: whole('entries', values.entries),
    cuts: whole('cuts', values.cuts),
    opens: whole('opens', values.opens),
    seed: whole('seed', values.seed),
  };
}
