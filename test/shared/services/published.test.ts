import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ServiceDefinition, Target } from '../../../shared/services/definition.ts';
import { publishedServices, recogniseService } from '../../../shared/services/services.ts';

/**
 * Outputs that are elsewhere: the agency's own letter, the booking and its dispositions, and what is no paper at all.
 */
const noPapers = new Set([
  'surat permohonan dan lampirannya',
  'nomor agenda',
  'lembar disposisi',
  'disposisi',
  'disposisi ke Kasi',
  'aplikasi',
  'versi perbaikan',
  'API pada pusat pertukaran data',
  'data master dan transaksi tersimpan',
  'dashboard',
]);

interface PublishedStep {
  readonly no: number;
  readonly code: string;
  readonly title: string;
  readonly actor: readonly string[];
  readonly outputs: readonly string[];
  readonly next: readonly (number | 'selesai')[];
  readonly back?: readonly { readonly to: number }[];
}
interface Published {
  readonly code: string;
  readonly prefix: string;
  readonly title: string;
  readonly decree: string | null;
  readonly duration: { readonly months: number };
  readonly fee: { readonly text: string };
  readonly product: string;
  readonly requirements: readonly { readonly code: string; readonly title: string }[];
  readonly steps: readonly PublishedStep[];
}

const { services } = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/services.json'), 'utf8')) as {
  readonly services: readonly Published[];
};

const numberOf = (service: ServiceDefinition, code: string): number =>
  service.steps.find((step) => step.code === code)?.no ?? Number.NaN;

const targets = (service: ServiceDefinition, no: number): readonly Target[] =>
  service.steps.find((step) => step.no === no)?.outcomes.map(({ to }) => to) ?? [];

describe.each(services)('the definition of $code', (published) => {
  const service = publishedServices.find(({ code }) => code === published.code) as ServiceDefinition;

  it('carries the published head: decree, months, fee, product, requirements', () => {
    expect(service).toMatchObject({
      prefix: published.prefix,
      title: published.title,
      decree: published.decree,
      months: published.duration.months,
      fee: published.fee.text,
      product: published.product,
      requirements: published.requirements,
    });
  });

  it('has every published step in its place', () => {
    expect(service.steps.map(({ no, code, title }) => ({ no, code, title }))).toEqual(
      published.steps.map(({ no, code, title }) => ({ no, code, title })),
    );
  });

  it('has as many actors of each step as the standard names', () => {
    for (const step of published.steps) {
      expect(service.steps[step.no - 1]?.actors.length, step.code).toBe(step.actor.length);
    }
  });

  it('continues with the published next step, and ends where the standard ends', () => {
    for (const step of published.steps) {
      const next = targets(service, step.no).flatMap((to): readonly (number | string)[] =>
        to.kind === 'step' ? [numberOf(service, to.step)] : to.kind === 'end' && to.as === 'done' ? ['selesai'] : [],
      );
      expect(next, step.code).toEqual(step.next);
    }
  });

  it('goes back where the standard goes back', () => {
    for (const step of published.steps) {
      const back = targets(service, step.no).flatMap((to) => (to.kind === 'back' ? [numberOf(service, to.step)] : []));
      for (const { to } of step.back ?? []) expect(back, step.code).toContain(to);
    }
  });

  it('names a document for every published output that is a paper of its own', () => {
    for (const step of published.steps) {
      const titles = (service.steps[step.no - 1]?.documents ?? []).map(({ title }) => title.toLowerCase());
      for (const output of step.outputs.filter((one) => !noPapers.has(one))) {
        const words = output.toLowerCase().split(' ');
        expect(
          titles.some((title) => words.every((word) => title.includes(word))),
          `${step.code}: ${output}`,
        ).toBe(true);
      }
    }
  });

  it('has no way back beside the published ones and the repeated demo', () => {
    const ways = service.steps.flatMap((step): readonly string[] =>
      step.outcomes.flatMap(({ to }) => (to.kind === 'back' ? [`${step.no}>${numberOf(service, to.step)}`] : [])),
    );
    expect(ways).toEqual(service.prefix === 'APL' ? ['8>7', '9>8'] : ['3>2', '11>3']);
  });
});

describe('recognising a service', () => {
  it.each([
    ['Permohonan Pembuatan Aplikasi Layanan Perizinan', 'pembuatan-aplikasi'],
    ['Permohonan integrasi data kependudukan', 'integrasi-data'],
    ['Undangan rapat koordinasi', undefined],
  ])('%s', (subject, code) => {
    expect(recogniseService(subject, publishedServices)?.code).toBe(code);
  });
});
