import { expect, it } from 'vitest';
import { caseState } from '../../shared/cases/case-state.ts';
import { serviceByCode } from '../../shared/services/standard.ts';
import { officeForEach } from '../support/office-for-each.ts';
import { settled, until } from '../support/wait.ts';

const place = officeForEach();

it('[P6] a step with a table of several megabytes is refused where it is typed, at its table, and nothing waits', async () => {
  const desk = await place.desk('kasi.aplikasi');
  await until(desk.office, 'settled', () => settled(desk.office));
  const found = desk.office.records('case').find((one) => caseState(one, serviceByCode)?.step === 'analisa');
  const state = found && caseState(found, serviceByCode);
  const step = serviceByCode(state?.service ?? null)?.steps.find(({ code }) => code === state?.step);
  const table = step?.fields.find(({ kind }) => kind === 'rows');
  if (!found || !state || !step || table?.kind !== 'rows') throw new Error('no such step in the sample office');
  const row = Object.fromEntries(table.columns.map(({ key }) => [key, 'x'.repeat(2000)]));
  const set = { [table.key]: Array.from({ length: 500 }, () => row) };
  const act = { step: step.code, round: state.round, set };
  const { pending: waiting } = desk.office.sync();
  const saved = await desk.office.run('case.draft', { caseId: found.id, act });
  const [refusal] = saved.ok ? [] : saved.error;
  expect(refusal).toMatchObject({ code: 'ENTRY_TOO_LARGE', field: `act.set.${table.key}` });
  expect(desk.office.sync().pending).toBe(waiting);
  // The desk goes on with what fits.
  const short = { ...act, set: { [table.key]: [row] } };
  expect(await desk.office.run('case.draft', { caseId: found.id, act: short })).toMatchObject({ ok: true });
});
