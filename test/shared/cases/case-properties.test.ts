import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseState, stepOf } from '../../../shared/cases/case-state.ts';
import { lateness, daysWaited, dueDate, plannedDates } from '../../../shared/cases/clock.ts';
import { officePositions } from '../../../shared/cases/actors.ts';
import type { NewAct } from '../../../shared/cases/step.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { filledFields, officer, Walk } from './case-walk.ts';

/** What anybody might try at any moment, sensible or not. */
function anyAct(service: ServiceDefinition): fc.Arbitrary<(walk: Walk) => NewAct> {
  const steps = service.steps.filter(({ derived }) => derived === undefined);
  const outcomes = steps.flatMap((step) => step.outcomes.map(({ code }) => code));
  const finish = fc
    .record({
      here: fc.boolean(),
      step: fc.constantFrom(...steps),
      code: fc.constantFrom(...outcomes),
      full: fc.boolean(),
    })
    .map(({ here, step, code, full }) => (walk: Walk): NewAct => {
      const at = here ? stepOf(service, walk.state.step) : step;
      const own = at.outcomes.find((outcome) => outcome.code === code) ?? at.outcomes[0];
      return {
        kind: 'finish',
        step: at.code,
        round: walk.state.round,
        outcome: here ? (own?.code ?? code) : code,
        fields: full ? filledFields(service, at.code) : {},
        note: full ? 'sebab' : '',
        onBehalf: at.actors.every(({ kind }) => kind === 'agency'),
        finishedOn: '2026-10-09',
      };
    });
  const requirement = fc
    .record({ code: fc.constantFrom(...service.requirements.map(({ code }) => code)), present: fc.boolean() })
    .map(({ code, present }) => (): NewAct => ({ kind: 'requirement', code, present, scanId: null, remark: 'asli' }));
  const papers = fc.constant((walk: Walk): NewAct => {
    const { step, round } = walk.state;
    const missing = stepOf(service, step).documents.find(
      ({ code }) => !walk.state.documents.some((one) => one.code === code && one.step === step && one.round === round),
    );
    const base = { kind: 'document', step, round, number: '1', date: '2026-10-08', signer: null, content: {} } as const;
    return { ...base, code: missing?.code ?? 'tidak-ada' };
  });
  const simple = fc.constantFrom<NewAct>(
    { kind: 'resume', on: '2026-10-20', note: '' },
    { kind: 'withdraw', reason: 'dibatalkan' },
    { kind: 'maintain', on: '2027-01-01', note: 'pembaruan' },
    { kind: 'team', people: ['p-1'] },
    { kind: 'title', title: 'Nama lain' },
  );
  return fc.oneof(
    { weight: 8, arbitrary: finish },
    { weight: 4, arbitrary: requirement },
    { weight: 6, arbitrary: papers },
    { weight: 1, arbitrary: simple.map((act) => () => act) },
  );
}

describe.each(publishedServices)('any history of $code', (service) => {
  const acts = fc.array(fc.tuple(anyAct(service), fc.boolean()), { maxLength: 120 });
  const steps = new Set(service.steps.map(({ code }) => code));

  it('legal acts lead from one legal state to the next, illegal ones have a code and, recorded all the same, no effect', () => {
    fc.assert(
      fc.property(acts, (history) => {
        const walk = new Walk(service);
        for (const [make, brute] of history) {
          const act = make(walk);
          const codes = walk.codes(act, officer(officePositions(service)));
          const before = walk.state;
          if (codes.length > 0) expect(codes.every((code) => /^[A-Z_]+$/.test(code))).toBe(true);
          if (codes.length === 0 || brute) walk.record(act);
          const after = walk.state;
          expect(steps.has(after.step)).toBe(true);
          expect(after.round).toBeGreaterThanOrEqual(before.round);
          if (act.kind === 'finish' && codes.length > 0 && brute) {
            const allowedByRight = codes.every((code) =>
              /_YOUR_STEP|UNMARKED|REQUIRED|INVALID|NOT_A|LETTER_MISSING/.test(code),
            );
            if (!allowedByRight)
              expect([after.step, after.round, after.phase]).toEqual([before.step, before.round, before.phase]);
          }
          if (act.kind === 'finish' && codes.length === 0) expect(after.records.at(-1)?.aside).toBe(false);
          if (before.phase !== 'active' && before.phase !== 'waiting') expect(after.phase).toBe(before.phase);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a history folded again gives the same case, and no record ever disappears', () => {
    fc.assert(
      fc.property(acts, (history) => {
        const walk = new Walk(service);
        for (const [make] of history) walk.record(make(walk));
        const find = (): ServiceDefinition => service;
        const copy = JSON.parse(JSON.stringify(walk.found)) as Walk['found'];
        expect(caseState(copy, find)).toEqual(JSON.parse(JSON.stringify(walk.state)));
        const ended = walk.found.acts.filter(({ kind }) => kind === 'finish').length;
        expect(walk.state.records).toHaveLength(ended);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the clock of a case', () => {
  const [service] = publishedServices as readonly [ServiceDefinition];

  it.each([
    ['2026-11-30', '2027-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-10-08', '2027-01-08'],
    ['2026-12-31', '2027-03-31'],
  ])('received %s, due %s', (received, due) => {
    expect(dueDate(service, received)).toBe(due);
  });

  it('plans every step before the due date, the last one on it', () => {
    const dates = plannedDates(service, '2026-11-30');
    expect(dates).toHaveLength(11);
    expect([...dates].sort()).toEqual(dates);
    expect(dates.at(-1)).toBe('2027-02-28');
  });

  it('shows a fortnight before that it is soon due, and the day after that it is late', () => {
    expect(['2027-02-13', '2027-02-14', '2027-02-28', '2027-03-01'].map((day) => lateness('2027-02-28', day))).toEqual([
      'in-time',
      'soon',
      'soon',
      'late',
    ]);
  });

  it('counts the days it waited for the agency and takes none off', () => {
    const waits = [
      { from: '2026-10-10', until: '2026-10-15', step: 'telaah', missing: [], reason: '' },
      { from: '2026-10-20', until: null, step: 'telaah', missing: [], reason: '' },
    ];
    expect(daysWaited({ waits }, '2026-10-22')).toBe(7);
  });
});
