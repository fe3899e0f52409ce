import { describe, expect, it } from 'vitest';
import {
  completeDisposition,
  readDisposition,
  reportDisposition,
  withdrawDisposition,
} from '../../../shared/dispositions/follow.ts';
import type { Fact } from '../../../shared/letters/facts.ts';
import {
  aContext,
  aDisposition,
  aLetter,
  aStep,
  anAuthor,
  someone,
  someTime,
  viewOf,
  refused,
} from '../../support/builders.ts';

const given = aDisposition('d1', 'kepala-dinas', ['kabid-aptika']);
const view = (...facts: readonly Fact[]) => viewOf(['letter', aLetter({ facts: [given, ...facts] })]);
const step = { letterId: 'letter-1', of: 'd1', position: 'kabid-aptika' };
const kabid = someone(['kabid-aptika']);
const head = someone(['kepala-dinas']);
const withdrawn: Fact = {
  kind: 'withdraw',
  id: 'w',
  at: someTime,
  by: anAuthor,
  desk: 'D01',
  of: 'd1',
  reason: 'salah',
};

describe.each([
  ['reading', (v: ReturnType<typeof view>, who = kabid, args = step) => refused(readDisposition, v, args, who)],
  [
    'reporting',
    (v: ReturnType<typeof view>, who = kabid, args = step) =>
      refused(reportDisposition, v, { ...args, text: 'x' }, who),
  ],
  [
    'completing',
    (v: ReturnType<typeof view>, who = kabid, args = step) =>
      refused(completeDisposition, v, { ...args, text: '' }, who),
  ],
])('%s a disposition', (_name, check) => {
  it('is for its addressee alone', () => {
    expect(check(view())).toBeNull();
    expect(check(view(), head)?.code).toBe('NOT_YOUR_POSITION');
    expect(check(view(), head, { ...step, position: 'kepala-dinas' })?.code).toBe('NOT_YOUR_BRANCH');
  });

  it('ends with its withdrawal', () => expect(check(view(withdrawn))?.code).toBe('DISPOSITION_WITHDRAWN'));

  it('needs the letter', () => expect(check(viewOf())?.code).toBe('NO_SUCH_LETTER'));
});

describe('completing', () => {
  it('happens once', () => {
    const done = aStep('complete', 'c', 'd1', 'kabid-aptika');
    expect(refused(completeDisposition, view(done), { ...step, text: '' }, kabid)?.code).toBe('ALREADY_COMPLETED');
  });

  it('leaves only what belongs into the letter', () => {
    const after = completeDisposition.reduce(
      aLetter({ facts: [given] }),
      { ...step, text: 'selesai' },
      aContext('op-4'),
    );
    expect(after?.facts[1]).toEqual({
      kind: 'complete',
      id: 'op-4',
      at: someTime,
      by: anAuthor,
      desk: 'D01',
      of: 'd1',
      position: 'kabid-aptika',
      text: 'selesai',
    });
  });
});

describe('withdrawing', () => {
  const args = { letterId: 'letter-1', of: 'd1', reason: 'salah alamat' };

  it('is for its author', () => {
    expect(refused(withdrawDisposition, view(), args, head)).toBeNull();
    expect(refused(withdrawDisposition, view(), args, kabid)?.code).toBe('NOT_YOUR_DISPOSITION');
  });

  it('is for the office as well when the office typed it in', () => {
    const letter = aLetter({ facts: [{ ...given, handwritten: true }] });
    expect(
      refused(withdrawDisposition, viewOf(['letter', letter]), args, someone(['tu-agenda'], ['transcribe'])),
    ).toBeNull();
  });

  it.each(['read', 'report', 'complete'] as const)('ends with the first %s', (kind) => {
    expect(refused(withdrawDisposition, view(aStep(kind, 's', 'd1', 'kabid-aptika')), args, head)?.code).toBe(
      'ALREADY_READ',
    );
  });

  it('happens once', () =>
    expect(refused(withdrawDisposition, view(withdrawn), args, head)?.code).toBe('DISPOSITION_WITHDRAWN'));

  it('wants a reason', () => {
    expect(withdrawDisposition.args.safeParse({ ...args, reason: ' ' }).error?.issues[0]?.message).toBe('REQUIRED');
  });
});
