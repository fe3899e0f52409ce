import type { Kind } from './claim.ts';

/** What is true of somebody else, or was true of oneself, and so may not be believed. */
export interface Foreign {
  readonly accounts: readonly string[];
  readonly desks: readonly string[];
  readonly positions: readonly string[];
  readonly letters: readonly string[];
  readonly leases: readonly string[];
  readonly ops: readonly string[];
  readonly numbers: readonly number[];
  readonly scopes: readonly string[];
  readonly seals: readonly string[];
  readonly keys: readonly string[];
  readonly signatures: readonly string[];
  readonly hashes: readonly string[];
  readonly epochs: readonly string[];
  readonly machines: readonly string[];
  readonly usernames: readonly string[];
  /** Whole entries and messages of others, and old ones of one's own. */
  readonly wholes: readonly unknown[];
}

/** Absurd and oversized, whatever the field is. */
const absurd: readonly unknown[] = [null, '', -1, 1e308, [], {}, true, '__proto__', 'x'.repeat(70_000)];
const counts = [0, 1, 0.5, 7, 2 ** 31, 2 ** 40, 2 ** 53, 9_007_199_254_740_980];
const texts = ['\u0000', '\ud800', '../../desk.json', `"><script>`, "';--", '𝄞'.repeat(30)];
const commands = [
  'session.signIn',
  'session.signOut',
  'account.save',
  'position.save',
  'person.save',
  'letter.forward',
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

function own(kind: Kind, of: Foreign): readonly unknown[] {
  switch (kind) {
    case 'account':
      return of.accounts;
    case 'anything':
      return [...of.wholes, deep(60), { letterId: of.letters[0] }];
    case 'book':
      return ['SM', 'SK', 'XX', 'sm', 'S'.repeat(11)];
    case 'choice':
      return ['applied', 'merged', 'rejected', 'accept', 'refuse', 'now', 'all', 'gone', 'pdf', 'server', 'khayal'];
    case 'command':
      return [...commands, 'khayal', 'constructor'];
    case 'count':
      return counts;
    case 'desk':
      return of.desks;
    case 'epoch':
      return [...of.epochs, 'lain'];
    case 'flag':
      return [false, 1, 'true'];
    case 'hash':
      return [...of.hashes, 'start', '0'.repeat(64)];
    case 'key':
      return [...of.keys, 'A'.repeat(43)];
    case 'lease':
      return [...of.leases, 'khayal'];
    case 'letter':
      return of.letters;
    case 'machine':
      return [...of.machines, 'lain', 'a.b.c'];
    case 'moment':
      return ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999+07:00', 'besok', ...counts];
    case 'number':
      return [...of.numbers, ...counts, 999_999, 1_000_000];
    case 'op':
      return [...of.ops, 'khayal'];
    case 'password':
      return ['salah-salah-salah', 'admin', ...texts];
    case 'place':
      return [...counts, 2, 3, 1000];
    case 'position':
      return of.positions;
    case 'proto':
      return [0, 2, 99];
    case 'scope':
      return [...of.scopes, '*', 'position:', 'office'];
    case 'seal':
      return [...of.seals, 'A'.repeat(43)];
    case 'signature':
      return [...of.signatures, 'A'.repeat(86)];
    case 'text':
      return texts;
    case 'username':
      return [...of.usernames, ...texts];
    case 'year':
      return [2025, 2027, 99_999, '2026'];
  }
}

/** False values of a field: absurd, foreign, old, oversized, out of order. */
export function forged(kind: Kind, of: Foreign): readonly unknown[] {
  return [...own(kind, of), ...absurd];
}

type Step = { readonly name: string } | 'each' | 'any';

function stepsOf(path: string): readonly Step[] {
  return path.split('.').flatMap((part): Step[] => {
    const [, name = '', ends = ''] = /^(.*?)((?:\[\]|\{\})*)$/.exec(part) ?? [];
    const inner = (ends.match(/\[\]|\{\}/g) ?? []).map((end): Step => (end === '[]' ? 'each' : 'any'));
    return [{ name }, ...inner];
  });
}

function put(whole: unknown, steps: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step === 'each') {
    const [first, ...others] = Array.isArray(whole) ? (whole as readonly unknown[]) : [];
    return [put(first, rest, value), ...others];
  }
  const known = Object(whole) as Readonly<Record<string, unknown>>;
  const name = step === 'any' ? (Object.keys(known)[0] ?? 'letter:x') : step.name;
  if (Array.isArray(whole)) return whole.map((one: unknown, i) => (String(i) === name ? put(one, rest, value) : one));
  return { ...known, [name]: put(known[name], rest, value) };
}

/** The message with another value in one field, by the name the field has in the table of claims. */
export function withField(message: unknown, field: string, value: unknown): unknown {
  return put(message, stepsOf(field), value);
}
