import { describe, expect, it } from 'vitest';
import { openChain, reviewerOf } from '../../../shared/cases/derived.ts';
import { stepOf } from '../../../shared/cases/case-state.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { aDisposition, aLetter } from '../../support/builders.ts';

const review = stepOf(buildApplication, 'telaah');
const withChain = (...facts: readonly ReturnType<typeof aDisposition>[]) => aLetter({ facts });
const head = aDisposition('d1', 'kepala-dinas', ['kabid-aptika']);
const forwarded = aDisposition('d2', 'kabid-aptika', ['kasi-aplikasi']);

describe('what the chain of a letter still lacks while a step of its case is done', () => {
  it('is its first disposition, in both services', () => {
    expect(openChain(buildApplication, review, withChain())).toBe('no-disposition');
    expect(openChain(integrateData, stepOf(integrateData, 'koordinasi'), withChain())).toBe('no-disposition');
    expect(openChain(integrateData, stepOf(integrateData, 'koordinasi'), withChain(head))).toBeNull();
  });

  it('is the forwarding by the position that reviews the papers, in the step of that review alone', () => {
    expect(reviewerOf(buildApplication, review)).toBe('kabid-aptika');
    expect(openChain(buildApplication, review, withChain(head))).toBe('not-forwarded');
    expect(openChain(buildApplication, review, withChain(head, forwarded))).toBeNull();
    expect(openChain(buildApplication, stepOf(buildApplication, 'analisa'), withChain(head))).toBeNull();
  });

  it('is no forwarding where the agency itself brings what is reviewed', () => {
    const written = stepOf(integrateData, 'definisi-data');
    expect(reviewerOf(integrateData, written)).toBeNull();
    expect(openChain(integrateData, written, withChain(head))).toBeNull();
  });

  it('is a disposition again once the only one was withdrawn', () => {
    const { by, at, desk } = head;
    const withdraw = { kind: 'withdraw', id: 'w1', of: 'd1', reason: 'Salah alamat', by, at, desk } as const;
    expect(openChain(buildApplication, review, aLetter({ facts: [head, withdraw] }))).toBe('no-disposition');
  });
});
