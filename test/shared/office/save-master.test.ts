import { describe, expect, it } from 'vitest';
import { masterTypes } from '../../../shared/office/master-args.ts';
import { findCommand } from '../../../shared/commands/registry.ts';
import { overlappingHolders } from '../../../shared/office/save-master.ts';
import type { Holder, HolderKind } from '../../../shared/people/people.ts';
import { aContext, aPosition, someone, viewOf, refused } from '../../support/builders.ts';

const admin = someone(['sekretaris'], ['admin']);
const holder = (from: string, to: string | null, kind: HolderKind = 'definitif'): Holder => ({
  id: `${kind}${from}`,
  personId: 'p',
  kind,
  from,
  to,
});
function check(type: string, doc: unknown, who = admin) {
  const command = findCommand(`${type}.save`);
  if (!command) throw new Error(type);
  return refused(command, viewOf(), { doc }, who);
}

describe('saving master data', () => {
  it.each(masterTypes)('%s has its command', (type) => expect(findCommand(`${type}.save`)?.name).toBe(`${type}.save`));

  it('is for administrators', () => {
    expect(check('agency', { id: 'a' }, someone(['tu'], ['book']))).toMatchObject({
      kind: 'right',
      code: 'NO_RIGHT_TO_ADMINISTER',
    });
  });

  it('[V3] keeps what a newer version wrote into the document', () => {
    const known = { id: 'a', name: 'Lama', later: 'kept' };
    expect(findCommand('agency.save')?.reduce(known, { doc: { id: 'a', name: 'Baru' } }, aContext())).toEqual({
      id: 'a',
      name: 'Baru',
      later: 'kept',
    });
  });

  it.each([
    ['account', { id: 'a', username: 'Budi Santoso', personId: null, admin: false, disabled: false }],
    ['agency', { id: 'a', name: '  ', kind: '', code: null, closed: false }],
    ['office', { id: 'other' }],
    ['unit', { id: 'u', name: 'Bidang', parentId: null, closedOn: '2026-02-30' }],
  ])('refuses a %s that is none', (type, doc) => {
    expect(findCommand(`${type}.save`)?.args.safeParse({ doc }).success).toBe(false);
  });
});

describe('the holders of a position', () => {
  it.each([
    ['one after the other', [holder('2020-01-01', '2020-12-31'), holder('2021-01-01', null)], false],
    ['two on the day of the change', [holder('2020-01-01', '2021-01-01'), holder('2021-01-01', null)], true],
    ['a second before the first ended', [holder('2020-01-01', null), holder('2021-01-01', null)], true],
    ['given in any order', [holder('2021-01-01', null), holder('2020-01-01', '2021-06-01')], true],
    [
      'an open one given for "until further notice"',
      [holder('2020-01-01', '9999-12-31'), holder('2021-01-01', null)],
      true,
    ],
    ['a Plt. beside the holder', [holder('2020-01-01', null), holder('2021-01-01', '2021-02-01', 'plt')], false],
  ] as const)('%s: contradiction %s', (_case, holders, contradicts) => {
    expect(overlappingHolders(holders)).toBe(contradicts);
    expect(check('position', aPosition('kabid', { holders }))?.code).toBe(contradicts ? 'TWO_HOLDERS' : undefined);
  });

  it('end after they begin', () => {
    const doc = aPosition('kabid', { holders: [holder('2021-01-01', '2020-01-01')] });
    expect(check('position', doc)).toMatchObject({ kind: 'input', code: 'ENDS_BEFORE_IT_STARTS', field: 'holders' });
  });
});

describe('a Plt. whose last day nobody entered', () => {
  const position = (sure: readonly string[] | undefined, ...holders: readonly Holder[]) => {
    const command = findCommand('position.save');
    return refused(
      command as NonNullable<typeof command>,
      viewOf(),
      { doc: aPosition('kabid', { holders }), sure },
      admin,
    );
  };
  const plt = holder('2026-06-01', null, 'plt');
  const firm = holder('2026-09-01', null);

  it('is asked about when the definitive holder is entered, and saved when that is so', () => {
    expect(position([], plt, firm)).toMatchObject({ code: 'PLT_LEFT_OPEN', field: 'holders' });
    expect(position(['PLT_LEFT_OPEN'], plt, firm)).toBe(null);
    expect(position([], holder('2026-06-01', '2026-08-31', 'plt'), firm)).toBe(null);
    expect(position([], firm, holder('2026-10-01', null, 'plt'))).toBe(null);
    expect(position(undefined, plt, firm)).toBe(null);
  });
});
