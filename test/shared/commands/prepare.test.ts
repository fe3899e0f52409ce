import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseArgs, prepare, refusalsOf } from '../../../shared/commands/prepare.ts';
import type { AnyCommand } from '../../../shared/commands/command.ts';
import { commandNames, findCommand } from '../../../shared/commands/registry.ts';
import { registerLetter } from '../../../shared/letters/register.ts';
import { refuse } from '../../../shared/refusal.ts';
import { registerArgs, someone, viewOf } from '../../support/builders.ts';

const register = registerLetter as unknown as AnyCommand;

/** A command in its third version: version 1 had `who`, version 2 `names`, version 3 `names` and `urgent`. */
const grown = {
  name: 'test.grown',
  version: 3,
  args: z.object({ names: z.array(z.string()), urgent: z.boolean() }),
  kind: 'act',
  target: () => ({ type: 'letter', id: '1' }),
  reduce: (doc) => doc,
  may: () => null,
  check: () => [],
  upcast: {
    1: (args) => ({ names: [(args as { who: string }).who] }),
    2: (args) => ({ ...(args as { names: string[] }), urgent: false }),
  },
} as const satisfies AnyCommand;
const find = (name: string): AnyCommand | null => (name === grown.name ? grown : null);

describe('[V1] arguments of older versions', () => {
  it('are lifted step by step', () => {
    expect(prepare('test.grown', 1, { who: 'Ana' }, find)).toMatchObject({
      ok: true,
      value: { args: { names: ['Ana'], urgent: false } },
    });
    expect(prepare('test.grown', 2, { names: ['Ana'] }, find)).toMatchObject({
      ok: true,
      value: { args: { urgent: false } },
    });
  });

  it('are liftable for every command there is, from its first version on', () => {
    for (const command of commandNames.map(findCommand)) {
      const lifts = Object.keys(command?.upcast ?? {})
        .map(Number)
        .sort((a, b) => a - b);
      expect(lifts, command?.name).toEqual(Array.from({ length: (command?.version ?? 1) - 1 }, (_, i) => i + 1));
    }
  });
});

describe('[V2] what this version does not know', () => {
  it.each([
    ['letter.teleport', 1],
    ['letter.register', (findCommand('letter.register')?.version ?? 1) + 1],
    ['letter.register', 0],
  ])('%s version %i is quarantined instead of being guessed', (name, version) => {
    expect(prepare(name, version, {})).toMatchObject({ ok: false, error: { kind: 'fault', code: 'UNKNOWN_OP' } });
  });
});

describe('arguments as typed', () => {
  it('are accepted and cleaned', () => {
    const parsed = parseArgs(register, registerArgs({ subject: '  Undangan\u0000 rapat ' }));
    expect(parsed).toMatchObject({ ok: true, value: { subject: 'Undangan rapat' } });
  });

  it('are refused field by field, all at once', () => {
    const raw = {
      ...registerArgs(),
      subject: ' ',
      received: { date: '2026-02-30', time: '25:00' },
      sender: { agencyId: null, name: '' },
    };
    const parsed = parseArgs(register, raw);
    expect(parsed.ok ? [] : parsed.error.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'received.date NOT_A_DATE',
      'received.time NOT_A_TIME',
      'sender.name REQUIRED',
      'subject REQUIRED',
    ]);
  });

  it.each([null, undefined, 7, 'text', [], {}])('%j is refused, never thrown over', (raw) => {
    expect(parseArgs(register, raw).ok).toBe(false);
  });
});

describe('the refusals of an entry', () => {
  const barred = (kind: 'act' | 'fact') => ({
    ...grown,
    kind,
    may: () => refuse('LETTER_IS_VOID'),
    check: () => [refuse('REQUIRED', { field: 'names' }), refuse('NO_RIGHT_TO_BOOK')],
  });
  const codes = (kind: 'act' | 'fact') =>
    refusalsOf({ command: barred(kind), args: { names: [] } }, viewOf(), someone([])).map(({ code }) => code);

  it('are said all at once, what bars the person before what was typed', () => {
    expect(codes('act')).toEqual(['LETTER_IS_VOID', 'REQUIRED', 'NO_RIGHT_TO_BOOK']);
  });

  it('of a fact begin with what a flag does not settle', () => {
    expect(codes('fact')).toEqual(['REQUIRED', 'NO_RIGHT_TO_BOOK', 'LETTER_IS_VOID']);
  });
});

describe('the registry', () => {
  it('knows every command by one name', () => expect(new Set(commandNames).size).toBe(commandNames.length));

  it('finds nothing under a name of an object', () => {
    expect(['toString', '__proto__', 'constructor'].map(findCommand)).toEqual([null, null, null]);
  });
});
