import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mergeFields } from '../../../shared/commands/merge-fields.ts';
import { prepare } from '../../../shared/commands/prepare.ts';
import { line } from '../../../shared/letters/fields.ts';
import { headerFields, letterHeader, makeHeader } from '../../../shared/letters/header.ts';
import { correctLetter } from '../../../shared/letters/correct.ts';
import { registerLetter } from '../../../shared/letters/register.ts';
import type { AnyCommand } from '../../../shared/commands/command.ts';
import { aLetter, registerArgs } from '../../support/builders.ts';

const { version: now } = letterHeader;
const rack = { form: line(40), merge: 'hold', blank: '', since: now + 1 } as const;
const box = { form: line(40), merge: 'arrival', blank: 'map', since: now + 2 } as const;
const later = makeHeader({ ...headerFields, rack, box });

describe('the header of a letter', () => {
  it('has a form, a merge and a blank for every field', () => {
    for (const name of letterHeader.names) {
      expect([name, letterHeader.policy[name]]).toEqual([name, headerFields[name].merge]);
      expect(letterHeader.shape[name]).toBe(headerFields[name].form);
      expect(letterHeader.blank[name]).toEqual(headerFields[name].blank);
    }
  });
});

describe('a field that is added to the header', () => {
  it('gives the commands that carry it a new version, so that an older register quarantines them (V2)', () => {
    expect([registerLetter.version, correctLetter.version, later.version]).toEqual([now, now, now + 2]);
  });

  it('[V1] is blank in entries from before it, version by version', () => {
    const args = z.object({ letterId: z.string(), ...later.shape, duplicateReason: z.string().nullable() });
    const { version, upcast } = later;
    const command = { ...registerLetter, args, version, upcast } as unknown as AnyCommand;
    const lifted = (from: number, given: object) => {
      const prepared = prepare(command.name, from, given, () => command);
      return prepared.ok ? prepared.value.args : prepared.error;
    };
    expect(lifted(now, registerArgs())).toMatchObject({
      subject: 'Permohonan pembuatan aplikasi',
      rack: '',
      box: 'map',
    });
    expect(lifted(now + 1, { ...registerArgs(), rack: 'R3' })).toMatchObject({ rack: 'R3', box: 'map' });
    expect(lifted(now + 2, { ...registerArgs(), rack: 'R3' })).toMatchObject({
      code: expect.any(String),
      field: 'box',
    });
  });

  it('is read as blank from a letter booked before it', () => {
    expect(later.of(aLetter())).toMatchObject({ delivery: 'kurir', rack: '', box: 'map' });
    expect(Object.keys(later.of(aLetter()))).toEqual(later.names);
  });

  it('[P12] merges by its own policy', () => {
    const fork = {
      mine: { rack: 'R1', box: 'peti' },
      now: { rack: 'R2', box: 'rak' },
      versions: { rack: 9, box: 9 },
      baseRv: 5,
    };
    const { kept, notes } = mergeFields(fork, (field) => later.policy[field as keyof typeof later.policy]);
    expect(kept).toEqual({ box: 'peti' });
    expect(notes).toMatchObject([
      { field: 'rack', kept: 'now' },
      { field: 'box', kept: 'mine' },
    ]);
  });
});
