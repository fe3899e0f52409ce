import { expect, it } from 'vitest';
import { differences } from '../../../shared/services/difference.ts';
import { currentServices, nextEdition, type ServiceEdition } from '../../../shared/services/edition.ts';
import { publishedServices } from '../../../shared/services/services.ts';

const [current] = currentServices(publishedServices, []);
const before = nextEdition(current as NonNullable<typeof current>);

it('names every change of a version and nothing else', () => {
  const after: ServiceEdition = {
    ...before,
    ...{ title: 'Pembuatan Aplikasi', closed: true },
    steps: before.steps.map((step) => (step.code === 'demo' ? { ...step, plan: 6, actors: [] } : step)),
    requirements: [
      ...before.requirements.map((one) => ({ ...one, retired: one.code === 'kak' })),
      { code: 'anggaran', title: 'Anggaran', retired: false },
    ],
  };
  expect(differences(before, before)).toEqual([]);
  expect(differences(before, after).map(({ what, step, now }) => [what, step, now])).toEqual([
    ['title', undefined, 'Pembuatan Aplikasi'],
    ['actors', 7, ''],
    ['plan', 7, '6'],
    ['requirement', undefined, ''],
    ['requirement', undefined, 'Anggaran'],
    ['closed', undefined, 'closed'],
  ]);
});
