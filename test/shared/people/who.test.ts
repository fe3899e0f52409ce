import { describe, expect, it } from 'vitest';
import type { Account, Holder, HolderKind } from '../../../shared/people/people.ts';
import { holderOn, mayActFor, resolveWho } from '../../../shared/people/who.ts';
import { aPosition } from '../../support/builders.ts';

const account: Account = { id: 'acc', username: 'budi', personId: 'budi', admin: false, disabled: false };
const holder = (personId: string, from: string, to: string | null, kind: HolderKind = 'definitif'): Holder => ({
  id: `${personId}-${from}`,
  personId,
  kind,
  from,
  to,
});
const deputy = { id: 'd', personId: 'budi', from: '2026-10-05', to: '2026-10-09' };

describe('who may act for a position', () => {
  const kabid = aPosition('kabid', { holders: [holder('budi', '2026-01-01', '2026-06-30')] });

  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('its holder, from the first to the last day: %s %s', (day, may) => {
    expect(mayActFor(kabid, 'budi', day)).toBe(may);
  });

  it('a holder without an end goes on', () => {
    expect(mayActFor(aPosition('kabid', { holders: [holder('budi', '2020-01-01', null)] }), 'budi', '2099-01-01')).toBe(
      true,
    );
  });

  it('a deputy for a while', () => {
    const position = aPosition('kabid', { deputies: [deputy] });
    expect(
      ['2026-10-04', '2026-10-05', '2026-10-09', '2026-10-10'].map((day) => mayActFor(position, 'budi', day)),
    ).toEqual([false, true, true, false]);
  });

  it('nobody once the position is closed, its last day included as open', () => {
    const closed = aPosition('kabid', { holders: [holder('budi', '2020-01-01', null)], closedOn: '2026-10-08' });
    expect([mayActFor(closed, 'budi', '2026-10-08'), mayActFor(closed, 'budi', '2026-10-09')]).toEqual([true, false]);
  });
});

describe('who signs', () => {
  const definitive = holder('ana', '2020-01-01', null);
  const acting = holder('budi', '2026-10-01', '2026-10-31', 'plt');
  const standIn = holder('cici', '2026-10-05', '2026-10-09', 'plh');
  const position = aPosition('kadis', { holders: [definitive, acting, standIn] });

  it.each([
    ['2026-09-30', 'ana'],
    ['2026-10-01', 'budi'],
    ['2026-10-07', 'cici'],
    ['2026-10-10', 'budi'],
    ['2026-11-01', 'ana'],
  ])('on %s it is %s: Plh. before Plt. before the definitive holder', (day, person) => {
    expect(holderOn(position, day)?.personId).toBe(person);
  });

  it('is the later appointment of two of one kind', () => {
    const twice = aPosition('kadis', {
      holders: [holder('ana', '2026-10-01', null, 'plt'), holder('budi', '2026-10-05', null, 'plt')],
    });
    expect(holderOn(twice, '2026-10-08')?.personId).toBe('budi');
  });

  it('is nobody in a vacancy', () => expect(holderOn(position, '2019-12-31')).toBeNull());

  it('asking does not reorder the holders', () => {
    const before = [...position.holders];
    holderOn(position, '2026-10-07');
    expect(position.holders).toEqual(before);
  });
});

describe('a Plt. without a last day', () => {
  const plt = holder('budi', '2026-06-01', null, 'plt');
  const firm = holder('ana', '2026-09-01', null);
  const position = aPosition('kabid', { holders: [plt, firm] });

  it.each([
    ['2026-08-31', 'budi', true],
    ['2026-09-01', 'ana', false],
    ['2027-01-01', 'ana', false],
  ])('on %s %s signs: the definitive holder from his first day', (day, person, acts) => {
    expect(holderOn(position, day)?.personId).toBe(person);
    expect(mayActFor(position, 'budi', day)).toBe(acts);
  });

  it('does not come back when the definitive holder leaves', () => {
    const left = aPosition('kabid', { holders: [plt, { ...firm, to: '2026-12-31' }] });
    expect(holderOn(left, '2027-01-01')).toBe(null);
    expect(mayActFor(left, 'budi', '2027-01-01')).toBe(false);
  });

  it('acts when he came after the definitive holder, whose last day may be missing', () => {
    const later = aPosition('kabid', { holders: [firm, holder('budi', '2026-10-01', null, 'plt')] });
    expect(holderOn(later, '2026-11-01')?.personId).toBe('budi');
    expect(mayActFor(later, 'budi', '2026-11-01')).toBe(true);
  });

  it('gives way to a Plh. as ever', () => {
    const away = aPosition('kabid', { holders: [plt, firm, holder('cici', '2026-10-05', '2026-10-09', 'plh')] });
    expect(holderOn(away, '2026-10-06')?.personId).toBe('cici');
  });
});

describe('an account on a day', () => {
  const positions = [
    aPosition('tu-agenda', { rights: ['book', 'transcribe'], holders: [holder('budi', '2020-01-01', null)] }),
    aPosition('sekretaris', { rights: ['book-secret'], deputies: [deputy] }),
    aPosition('kabid', { rights: ['void'], holders: [holder('budi', '2019-01-01', '2019-12-31')] }),
  ];

  it('has the rights of the positions it holds or deputises that day, and of no others', () => {
    const who = resolveWho(account, positions, '2026-10-07', null);
    expect([who.positions, [...who.rights].sort()]).toEqual([
      ['tu-agenda', 'sekretaris'],
      ['book', 'book-secret', 'transcribe'],
    ]);
    expect(resolveWho(account, positions, '2026-10-12', null).rights.has('book-secret')).toBe(false);
  });

  it('acts from the position it names, if that is one of its own', () => {
    expect([
      resolveWho(account, positions, '2026-10-07', 'sekretaris').position,
      resolveWho(account, positions, '2026-10-07', 'kabid').position,
    ]).toEqual(['sekretaris', 'tu-agenda']);
  });

  it('without a person has no position', () => {
    expect(resolveWho({ ...account, personId: null }, positions, '2026-10-07', 'tu-agenda')).toMatchObject({
      position: null,
      positions: [],
    });
  });

  it('of an administrator administers, and gains nothing else by it', () => {
    const admin = resolveWho({ ...account, personId: null, admin: true }, positions, '2026-10-07', null);
    expect([...admin.rights]).toEqual(['admin']);
  });
});
