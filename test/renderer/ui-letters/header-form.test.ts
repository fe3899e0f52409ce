import { describe, expect, it } from 'vitest';
import { formField } from '../../../renderer/ui/letters/form-refusals.ts';
import {
  changedFields,
  clockInput,
  emptyHeader,
  hasTyped,
  headerArgs,
  headerOf,
  registerArgs,
  shownClock,
} from '../../../renderer/ui/letters/header-form.ts';
import { parseArgs } from '../../../shared/commands/prepare.ts';
import type { AnyCommand } from '../../../shared/commands/command.ts';
import { findCommand } from '../../../shared/commands/registry.ts';
import { letterHeader } from '../../../shared/letters/header.ts';

const empty = emptyHeader({ date: '2026-11-20', time: '08:12' }, 'pos-kadis');
const form = { ...empty, sender: { agencyId: null, name: 'Dinas Kesehatan' }, subject: 'Undangan' };
const register = findCommand('letter.register') as AnyCommand;

describe('the form of a letter', () => {
  it('has exactly the fields of the command', () => {
    expect(Object.keys(empty).sort()).toEqual(Object.keys(letterHeader.shape).sort());
  });

  it('filled with sender and subject alone is accepted by the command', () => {
    expect(parseArgs(register, registerArgs(form, 'l-1', null)).ok).toBe(true);
  });

  it('left empty is refused at fields that are on the screen', () => {
    const blank = { ...empty, received: { date: null, time: '25.99' } };
    const parsed = parseArgs(register, registerArgs(blank, 'l-1', null));
    const fields = parsed.ok ? [] : parsed.error.map(({ field }) => formField(field ?? ''));
    expect(fields).toEqual(expect.arrayContaining(['received.date', 'received.time', 'sender', 'subject']));
    expect(fields).not.toContain(null);
  });

  it.each([
    ['08.05', '08:05'],
    ['8:5', '08:05'],
    ['0805', '08:05'],
    [' 14.30 ', '14:30'],
    ['pagi', 'pagi'],
  ])('reads the clock as the office writes it: %s', (typed, time) => expect(clockInput(typed)).toBe(time));

  it.each([
    ['03:37', '03.37'],
    ['8:5', '8:5'],
    ['pagi', 'pagi'],
  ])('shows the clock with a dot, and what is still typed as it is: %s', (time, shown) => {
    expect(shownClock(time)).toBe(shown);
  });

  it('does not take prefilled fields for something typed', () => {
    expect(hasTyped(empty)).toBe(false);
    expect(hasTyped({ ...empty, letterNumber: '1' })).toBe(true);
  });
});

describe('a correction', () => {
  const letter = headerArgs(form);

  it('sends only what was changed', () => {
    expect(changedFields(letter, headerOf(letter))).toEqual({});
    expect(changedFields(letter, { ...headerOf(letter), subject: 'Undangan rapat', letterDate: '2026-11-01' })).toEqual(
      {
        subject: 'Undangan rapat',
        letterDate: '2026-11-01',
      },
    );
  });

  it('finds its fields again in what the command refuses', () => {
    expect(formField('sender.name')).toBe('sender');
    expect(formField('addressedTo.2')).toBe('addressedTo');
    expect(formField('letterId')).toBeNull();
  });
});
