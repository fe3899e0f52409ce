import { describe, expect, it } from 'vitest';
import type { CaseAct, FieldValues } from '../../../shared/cases/case.ts';
import { draftClashes, lastOfOthers, openClashes, withAct } from '../../../shared/cases/drafts.ts';

let made = 0;
interface More {
  readonly desk?: string;
  readonly round?: number;
  readonly account?: string;
  readonly over?: Readonly<Record<string, string | null>>;
}
const draft = (set: FieldValues, more: More = {}): CaseAct => ({
  kind: 'draft',
  step: 'telaah',
  round: more.round ?? 1,
  set,
  id: `op-${++made}`,
  at: '2026-10-08T09:00:00.000+07:00',
  by: { account: more.account ?? 'a-1', person: null, position: null },
  desk: more.desk ?? 'D01',
  ...(more.over ? { over: more.over } : {}),
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

describe('a field two people write', () => {
  const form = { step: 'telaah', round: 1 };
  const other = { account: 'a-2', desk: 'D02' };
  const mine = draft({ a: 'saya', b: '1' }, { over: { a: null, b: null } });
  const said = (...acts: readonly CaseAct[]) =>
    draftClashes(acts).map(({ key, kept, lost }) => [key, kept.set[key], lost.set[key]]);

  it('at the same time is a clash, whichever came first', () => {
    const theirs = draft({ a: 'dia', b: '1' }, { ...other, over: { a: null, b: null } });
    expect(said(mine, theirs)).toEqual([['a', 'dia', 'saya']]);
    expect(said(theirs, mine)).toEqual([['a', 'saya', 'dia']]);
  });

  it('one after the other is none', () => {
    expect(lastOfOthers([mine], form, 'a-2')).toEqual({ a: mine.id, b: mine.id });
    const theirs = draft({ a: 'dia' }, { ...other, over: { a: mine.id } });
    expect(said(mine, theirs)).toEqual([]);
    expect(said(mine, draft({ a: 'lagi' }, { over: { a: null } }))).toEqual([]);
  });

  it('is none where nobody knows what it was written over, in another step, or without the field', () => {
    expect(said(mine, draft({ a: 'dia' }, other))).toEqual([]);
    expect(said(mine, draft({ a: 'dia' }, { ...other, round: 2, over: { a: null } }))).toEqual([]);
    expect(said(mine, draft({ c: 'dia' }, { ...other, over: { c: null } }))).toEqual([]);
  });

  it('stays a clash while one of them goes on writing, and ends when one writes it with both before him', () => {
    const theirs = draft({ a: 'dia' }, { ...other, over: { a: null } });
    const goesOn = draft({ a: 'dia juga' }, { ...other, over: { a: null } });
    const acts = [mine, theirs, goesOn].reduce<readonly CaseAct[]>(withAct, []);
    expect(openClashes(acts, form).get('a')).toMatchObject({ kept: { id: goesOn.id }, lost: { id: mine.id } });
    const settled = draft({ a: 'saya' }, { over: { a: goesOn.id } });
    expect(openClashes(withAct(acts, settled), form).size).toBe(0);
  });
});
