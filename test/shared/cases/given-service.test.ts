import { describe, expect, it } from 'vitest';
import { caseState } from '../../../shared/cases/case-state.ts';
import { buildApplication } from '../../../shared/services/build-app.ts';
import { integrateData } from '../../../shared/services/integrate-data.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { Walk } from './case-walk.ts';

const given = (walk: Walk, { code }: ServiceDefinition): void =>
  walk.record({ kind: 'service', service: code, reason: 'Salah pilih' });
const state = ({ found }: Walk) => caseState(found, serviceByCode);

describe('a case that is given to another service', () => {
  it('can be given on though a step of the first one came late', () => {
    const walk = new Walk(buildApplication);
    const late = { ...walk.ending('lanjut'), step: 'hosting', outcome: 'selesai' };
    given(walk, integrateData);
    walk.record(late);
    expect(state(walk)?.records).toMatchObject([{ step: 'hosting', aside: true }]);
    given(walk, buildApplication);
    expect(state(walk)).toMatchObject({ service: buildApplication.code, step: 'telaah' });
  });

  it('keeps its papers, and begins at the first step: what was finished before is not finished there', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.documents();
    const [finish, papers] = [walk.ending('lanjut'), walk.state.requirements];
    given(walk, integrateData);
    // It does not count there, for want of its papers; here they are all there.
    walk.record(finish);
    given(walk, buildApplication);
    expect(state(walk)).toMatchObject({ step: 'telaah', records: [{ aside: true }], requirements: papers });
    walk.record(finish);
    expect(state(walk)).toMatchObject({ step: 'analisa', records: [{ aside: true }, { aside: false }] });
  });

  it('stays where it is once a step of it counts, also when that one is corrected', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.finish('lanjut');
    const [record] = walk.state.records;
    given(walk, integrateData);
    expect(state(walk)?.service).toBe(buildApplication.code);
    walk.record({ kind: 'correct', of: record?.id ?? '', set: { outcome: 'tidak-ada' }, reason: 'Salah tulis' });
    expect(state(walk)).toMatchObject({ service: buildApplication.code, records: [{ aside: true }] });
  });

  it('is of no service here where this program does not know it, until it is given to one it knows', () => {
    const walk = new Walk(buildApplication);
    walk.bringAll();
    walk.record({ kind: 'service', service: 'layanan-baru', reason: 'Salah pilih' });
    expect(state(walk)).toBeNull();
    given(walk, buildApplication);
    walk.documents();
    walk.record(walk.ending('lanjut'));
    given(walk, integrateData);
    expect(state(walk)).toMatchObject({ service: buildApplication.code, step: 'analisa' });
  });
});
