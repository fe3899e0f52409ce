import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/letters/facts.ts';
import {
  branches,
  currentHolders,
  letterStatus,
  readersOf,
  standingDispositions,
} from '../../../shared/letters/status.ts';
import { aDisposition, aLetter, aStep, anAuthor, someTime } from '../../support/builders.ts';

const stamp = (id: string) => ({ id, at: someTime, by: anAuthor, desk: 'D01' });
const print = (id: string): Fact => ({ kind: 'print', ...stamp(id), sheet: 'blank', paper: 'A4' });
const withdraw = (id: string, of: string): Fact => ({ kind: 'withdraw', ...stamp(id), of, reason: 'salah' });
const file = (id: string): Fact => ({ kind: 'file', ...stamp(id), reason: 'tembusan' });
const statusOf = (...facts: readonly Fact[]) => letterStatus({ voided: null, facts });

const toKabid = aDisposition('d1', 'kepala-dinas', ['kabid-aptika']);
const toKasi = aDisposition('d2', 'kabid-aptika', ['kasi-aplikasi'], 'd1');

describe("a letter's status", () => {
  it('goes from registered over printed and disposed to done', () => {
    const done = aStep('complete', 'c', 'd2', 'kasi-aplikasi');
    expect([
      statusOf(),
      statusOf(print('p')),
      statusOf(print('p'), toKabid),
      statusOf(print('p'), toKabid, toKasi),
      statusOf(print('p'), toKabid, toKasi, done),
    ]).toEqual(['registered', 'printed', 'disposed', 'disposed', 'done']);
  });

  it('is disposed until the last of several recipients is done', () => {
    const two = aDisposition('d1', 'kepala-dinas', ['kabid-aptika', 'sekretaris']);
    const one = aStep('complete', 'c1', 'd1', 'sekretaris');
    expect([statusOf(two, one), statusOf(two, one, aStep('complete', 'c2', 'd1', 'kabid-aptika'))]).toEqual([
      'disposed',
      'done',
    ]);
  });

  it('falls back when its only disposition is withdrawn', () => {
    expect(statusOf(print('p'), toKabid, withdraw('w', 'd1'))).toBe('printed');
  });

  it('opens the branch again when the forwarding is withdrawn', () => {
    const facts = [toKabid, aStep('read', 'r', 'd1', 'kabid-aptika'), toKasi, withdraw('w', 'd2')];
    expect(branches(facts).map(({ position, state }) => [position, state])).toEqual([['kabid-aptika', 'read']]);
  });

  it('is filed without a disposition, and a disposition that comes all the same counts', () => {
    expect([statusOf(file('f')), statusOf(file('f'), toKabid)]).toEqual(['filed', 'disposed']);
  });

  it('is void whatever else happened, and nobody has anything to do', () => {
    const voided = { reason: 'ganda', at: someTime, by: anAuthor };
    expect(letterStatus({ voided, facts: [toKabid] })).toBe('void');
    expect(currentHolders({ voided, facts: [toKabid] })).toEqual([]);
  });
});

describe('who a letter is with', () => {
  it('is the end of each branch', () => {
    const two = aDisposition('d1', 'kepala-dinas', ['kabid-aptika', 'sekretaris']);
    expect([...currentHolders({ voided: null, facts: [two, toKasi] })].sort()).toEqual(['kasi-aplikasi', 'sekretaris']);
  });

  it('[S2] is readable by envelope, booking and chain, withdrawn parts included', () => {
    const letter = aLetter({ facts: [toKabid, toKasi, withdraw('w', 'd2')] });
    expect([...readersOf(letter)].sort()).toEqual(['kabid-aptika', 'kasi-aplikasi', 'kepala-dinas', 'tu-agenda']);
  });
});

// Facts of a small office: every id is unique, references may dangle or come before what they refer to.
const positions = ['kepala-dinas', 'kabid-aptika', 'kasi-aplikasi', 'pranata-komputer'] as const;
const position = fc.constantFrom(...positions);
const of = fc.constantFrom('f0', 'f1', 'f2', 'f3');
const someFact = fc.oneof(
  fc.record({ from: position, to: fc.uniqueArray(position, { minLength: 1 }), parent: fc.option(of) }).map(
    ({ from, to, parent }) =>
      (id: string): Fact =>
        aDisposition(id, from, to, parent),
  ),
  fc.record({ kind: fc.constantFrom('read', 'report', 'complete'), of, position }).map(
    (step) =>
      (id: string): Fact =>
        aStep(step.kind, id, step.of, step.position),
  ),
  of.map(
    (target) =>
      (id: string): Fact =>
        withdraw(id, target),
  ),
  fc.constant((id: string): Fact => file(id)),
  fc.constant((id: string): Fact => print(id)),
);
const someFacts = fc.array(someFact, { maxLength: 14 }).map((made) => made.map((make, i) => make(`f${i}`)));
const inTwoOrders = someFacts.chain((facts) =>
  fc.shuffledSubarray(facts, { minLength: facts.length }).map((other) => [facts, other] as const),
);

describe('facts commute', () => {
  it('in any order they give the same status, branches and holders', () => {
    const seen = (facts: readonly Fact[]) => ({
      status: letterStatus({ voided: null, facts }),
      branches: branches(facts)
        .map((b) => `${b.disposition.id} ${b.position} ${b.state}`)
        .sort(),
      holders: [...currentHolders({ voided: null, facts })].sort(),
      standing: standingDispositions(facts)
        .map(({ id }) => id)
        .sort(),
    });
    fc.assert(
      fc.property(inTwoOrders, ([one, other]) => {
        expect(seen(one)).toEqual(seen(other));
      }),
      { numRuns: 500 },
    );
  });

  it('a letter is with nobody exactly when nothing is open', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const open = letterStatus({ voided: null, facts }) === 'disposed';
        expect(currentHolders({ voided: null, facts }).length > 0).toBe(open);
      }),
    );
  });
});
