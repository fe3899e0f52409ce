import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommand, commandNames } from '../../../shared/commands/registry.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { letterStatus } from '../../../shared/letters/status.ts';
import { aContext, aDisposition, aLetter, aStep, registerArgs } from '../../support/builders.ts';

const word = fc.string({ unit: 'binary', maxLength: 12 });
const ref = fc.constantFrom('d1', 'd2', 'nowhere');
const position = fc.constantFrom('kepala-dinas', 'kabid-aptika', 'kasi-aplikasi');
const written = {
  letterId: fc.constant('letter-1'),
  from: position,
  to: fc.array(fc.record({ position, due: fc.constantFrom(null, '2026-10-20') }), { minLength: 1, maxLength: 3 }),
  instructions: fc.array(word, { maxLength: 2 }),
  note: word,
  date: fc.constant('2026-10-08'),
};
const step = { letterId: fc.constant('letter-1'), of: ref, position };

/** Arguments for every command on a letter; a new command without an entry here fails the first test. */
const argsOf: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'letter.register': word.map((subject) => registerArgs({ subject })),
  'letter.correct': fc.record({
    letterId: fc.constant('letter-1'),
    set: fc.record({ subject: word, remark: word }, { requiredKeys: [] }),
  }),
  'letter.void': fc.record({ letterId: fc.constant('letter-1'), reason: word }),
  'letter.file': fc.record({ letterId: fc.constant('letter-1'), reason: word }),
  'letter.print': fc.constant({ letterId: 'letter-1', sheet: 'blank', paper: 'A4' }),
  'letter.forward': fc.record({ letterId: fc.constant('letter-1'), to: position }),
  'letter.attachScan': fc.record({
    letterId: fc.constant('letter-1'),
    scan: fc.record({
      id: fc.constantFrom('s1', 's2'),
      sha256: fc.constant('ab'.repeat(32)),
      size: fc.integer({ min: 1, max: 1000 }),
      mime: fc.constantFrom('application/pdf', 'image/png'),
      name: word,
    }),
  }),
  'letter.removeScan': fc.record({
    letterId: fc.constant('letter-1'),
    scanId: fc.constantFrom('s1', 'nowhere'),
    reason: word,
  }),
  'disposition.issue': fc.record(written),
  'disposition.forward': fc.record({ ...written, parent: ref }),
  'disposition.transcribe': fc.record({ ...written, parent: fc.option(ref) }),
  'disposition.read': fc.record(step),
  'disposition.report': fc.record({ ...step, text: word }),
  'disposition.complete': fc.record({ ...step, text: word }),
  'disposition.withdraw': fc.record({ letterId: fc.constant('letter-1'), of: ref, reason: word }),
};
// Cases and complaints: test/shared/cases/reducers.test.ts; those of agencies: test/server/hand-in.test.ts; others: test/shared/interchange.
const names = commandNames.filter((name) => !/\.save$|^(case|agencyCase|complaint|interchange)\./.test(name));

const letters: readonly (Letter | null)[] = [
  null,
  aLetter(),
  aLetter({ facts: [aDisposition('d1', 'kepala-dinas', ['kabid-aptika']), aStep('read', 'r', 'd1', 'kabid-aptika')] }),
  aLetter({ voided: { reason: 'ganda', at: '', by: aContext().by } }),
];

/** Ends a test with a message instead of continuing with nothing. */
function commandOf(name: string) {
  const command = findCommand(name);
  if (!command) throw new Error(`no command ${name}`);
  return command;
}

describe.each(names)('the reducer of %s', (name) => {
  const inputs = fc.tuple(fc.constantFrom(...letters), argsOf[name] ?? fc.constant(undefined));
  const { reduce } = commandOf(name);

  it('has arguments to be tested with', () => expect(Object.keys(argsOf)).toContain(name));

  it('is total: it answers in every state, and keeps the document what it is', () => {
    fc.assert(
      fc.property(inputs, ([letter, args]) => {
        const after = reduce(letter, args, aContext()) as Letter | null;
        if (letter) expect([after?.id, after?.agenda]).toEqual([letter.id, letter.agenda]);
        if (after) expect(letterStatus(after)).toBeTypeOf('string');
      }),
    );
  });

  it('[P3] changes nothing when the same operation comes again', () => {
    fc.assert(
      fc.property(inputs, ([letter, args]) => {
        const once = reduce(letter, args, aContext('op-7'));
        expect(reduce(once, args, aContext('op-7'))).toEqual(once);
      }),
    );
  });

  it('is pure: the document it was given stays as it was', () => {
    fc.assert(
      fc.property(inputs, ([letter, args]) => {
        const before = structuredClone(letter);
        const first = reduce(letter, args, aContext());
        expect(letter).toEqual(before);
        expect(reduce(letter, args, aContext())).toEqual(first);
      }),
    );
  });

  it('[V3] keeps fields of a newer version', () => {
    fc.assert(
      fc.property(inputs, ([letter, args]) => {
        if (letter) expect(reduce({ ...letter, later: 'kept' }, args, aContext())).toMatchObject({ later: 'kept' });
      }),
    );
  });
});
