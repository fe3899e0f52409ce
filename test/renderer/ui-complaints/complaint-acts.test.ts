import { describe, expect, it } from 'vitest';
import {
  actArgs,
  actCommand,
  actField,
  actFields,
  actKinds,
  allowedActs,
  type ActForm,
} from '../../../renderer/ui/complaints/complaint-acts.ts';
import { complaintState } from '../../../shared/complaints/complaint-state.ts';
import { makeFakeOffice, type FakeOffice } from '../../support/fake-office.ts';

const today = '2026-11-20';
const form: ActForm = {
  class: 'aspirasi',
  position: 'pos-aptika',
  on: today,
  text: 'Sudah diperiksa.',
  number: '555/1',
  to: 'Dinas Pekerjaan Umum',
  about: { service: 'integrasi-data', caseId: null, letterId: null },
  ...{ subject: '', undo: false, why: '' },
};

const complaint = (office: FakeOffice, id: string) => {
  const found = office.records('complaint').find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the acts of a complaint', () => {
  it.each(actKinds)('%s is recorded from its dialog', async (kind) => {
    const office = makeFakeOffice({ letters: 5, complaints: true });
    const id = kind === 'reopen' ? 'adu-5' : 'adu-2';
    const result = await office.run(actCommand(kind), actArgs(kind, id, form));
    expect(result.ok).toBe(true);
    expect(complaint(office, id).acts.at(-1)).toMatchObject({ kind, desk: 'D01' });
  });

  it.each(actKinds)('%s says at its own fields what is missing', async (kind) => {
    const office = makeFakeOffice({ letters: 5, complaints: true });
    const blank: ActForm = { ...form, class: 'x', position: null, on: null, text: '', to: '' };
    const result = await office.run(actCommand(kind), actArgs(kind, kind === 'reopen' ? 'adu-5' : 'adu-2', blank));
    if (kind === 'link') return expect(result.ok).toBe(true);
    if (result.ok) throw new Error('was recorded');
    for (const { field } of result.error)
      expect(actFields[kind]).toContain(actField(kind, field?.replace('act.', '') ?? ''));
  });

  it('name of the links those that were changed in the dialog, so that a removed one goes', () => {
    const before = { service: 'integrasi-data', caseId: 'k-1', letterId: 'l-1' };
    const after = { ...form, about: { ...before, letterId: null } };
    expect(actArgs('link', 'adu-2', after, before)).toEqual({ complaintId: 'adu-2', act: { letterId: null } });
  });

  it('lead through the work: assigned, followed up, answered, closed, opened again', async () => {
    const office = makeFakeOffice({ letters: 5, complaints: true });
    const phases: string[] = [];
    for (const kind of ['assign', 'follow-up', 'reply', 'close', 'reopen'] as const) {
      await office.run(actCommand(kind), actArgs(kind, 'adu-2', form));
      phases.push(complaintState(complaint(office, 'adu-2')).phase);
    }
    expect(phases).toEqual(['new', 'in-progress', 'answered', 'closed', 'in-progress']);
    expect(complaintState(complaint(office, 'adu-2')).holder).toBe('pos-aptika');
  });

  it('are offered only where they are possible: a closed one can be opened again and linked', async () => {
    const office = makeFakeOffice({ letters: 5, complaints: true });
    expect([...(await allowedActs(office, complaint(office, 'adu-5')))]).toEqual(['link', 'reopen']);
    const open = await allowedActs(office, complaint(office, 'adu-2'));
    expect(open.has('reopen')).toBe(false);
    expect(open.has('assign')).toBe(true);
  });

  it('are offered by right: who neither books nor holds it may answer, and not close', async () => {
    const office = makeFakeOffice({ as: 'statistik', letters: 5, complaints: true });
    const acts = await allowedActs(office, complaint(office, 'adu-2'));
    expect([acts.has('reply'), acts.has('close'), acts.has('assign')]).toEqual([true, false, false]);
  });
});
