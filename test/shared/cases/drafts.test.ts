import { describe, expect, it } from 'vitest';
import type { CaseAct, FieldValues } from '../../../shared/cases/case.ts';
import { withAct } from '../../../shared/cases/drafts.ts';

let made = 0;
const draft = (set: FieldValues, more: { desk?: string; round?: number } = {}): CaseAct => ({
  kind: 'draft',
  step: 'telaah',
  round: more.round ?? 1,
  set,
  id: `op-${++made}`,
  at: '2026-10-08T09:00:00.000+07:00',
  by: { account: 'a-1', person: null, position: null },
  desk: more.desk ?? 'D01',
});
const after = (...acts: readonly CaseAct[]): readonly string[] =>
  acts
    .reduce<readonly CaseAct[]>(withAct, [])
    .map((act) => (act.kind === 'draft' ? JSON.stringify(act.set) : act.kind));

describe('drafts of a form', () => {
  it('make room for newer ones of the same fields', () => {
    expect(after(draft({ a: 'x' }), draft({ a: 'xy' }), draft({ a: 'xyz', b: '1' }))).toEqual(['{"a":"xyz","b":"1"}']);
  });

  it('keep what a newer one does not repeat', () => {
    expect(after(draft({ a: 'x', b: '1' }), draft({ a: 'xy' }))).toEqual(['{"a":"x","b":"1"}', '{"a":"xy"}']);
  });

  it.each([[{ desk: 'D02' }], [{ round: 2 }]])('leave those of %j alone', (other) => {
    expect(after(draft({ a: 'x' }), draft({ a: 'y' }, other))).toHaveLength(2);
  });

  it('leave every other act alone', () => {
    const title = { ...draft({}), kind: 'title', title: 'Nama lain' } as unknown as CaseAct;
    expect(after(draft({ a: 'x' }), title, draft({ a: 'y' }))).toEqual(['title', '{"a":"y"}']);
  });
});
