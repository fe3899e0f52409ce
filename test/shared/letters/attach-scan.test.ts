import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../../shared/commands/prepare.ts';
import { attachScan, removeScan } from '../../../shared/letters/attach-scan.ts';
import { namedScan, scansOf } from '../../../shared/letters/attached-scan.ts';
import type { AnyCommand } from '../../../shared/commands/command.ts';
import type { Context, View } from '../../../shared/commands/command.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Who } from '../../../shared/people/who.ts';
import { aLetter, refused } from '../../support/builders.ts';

const scan = {
  id: 'scan-1',
  sha256: 'ab'.repeat(32),
  size: 1234,
  mime: 'application/pdf',
  name: 'surat.pdf',
} as const;
const by = { account: 'tu', person: 'tu', position: 'tu-agenda' };
const context = (opId: string): Context => ({
  opId,
  by,
  at: '2026-10-08T08:00:00.000+07:00',
  desk: 'D01',
  agenda: null,
});
const clerk: Who = { ...by, admin: false, positions: ['tu-agenda'], rights: new Set(['book'] as const) };
const viewOf = (letter: Letter | null): View => ({ get: <T>() => letter as T | null, all: () => [] });

const letter = aLetter();
const attached = attachScan.reduce(letter, { letterId: letter.id, scan }, context('op-1')) as Letter;

describe('scans of a letter', () => {
  it('are added with who, when and at which desk; the same one again changes nothing', () => {
    expect(scansOf(letter)).toEqual([]);
    expect(scansOf(attached)).toEqual([
      { ...scan, at: '2026-10-08T08:00:00.000+07:00', by, desk: 'D01', removed: null },
    ]);
    expect(attachScan.reduce(attached, { letterId: letter.id, scan }, context('op-2'))).toBe(attached);
  });

  it('come out the same in whatever order two desks added them', () => {
    const other = { ...scan, id: 'scan-2', sha256: 'cd'.repeat(32) };
    const add = (doc: Letter, one: typeof scan | typeof other) =>
      attachScan.reduce(doc, { letterId: letter.id, scan: one }, context(one.id)) as Letter;
    const ids = (doc: Letter) =>
      scansOf(doc)
        .map(({ id }) => id)
        .sort();
    expect(ids(add(add(letter, scan), other))).toEqual(ids(add(add(letter, other), scan)));
  });

  it('a removed one stays in the list with its reason, once, and no longer names its file', () => {
    const args = { letterId: letter.id, scanId: 'scan-1', reason: 'Salah surat' };
    const without = removeScan.reduce(attached, args, context('op-3')) as Letter;
    expect(scansOf(without)[0]?.removed).toMatchObject({ reason: 'Salah surat', by });
    expect([namedScan(attached, scan.sha256)?.id, namedScan(without, scan.sha256)]).toEqual(['scan-1', null]);
    expect(removeScan.reduce(without, { ...args, reason: 'Lagi' }, context('op-4'))).toBe(without);
    expect(refused(removeScan, viewOf(without), args, clerk)?.code).toBe('SCAN_IS_REMOVED');
    expect(refused(removeScan, viewOf(attached), { ...args, scanId: 'scan-9' }, clerk)?.code).toBe('NO_SUCH_SCAN');
  });

  it('are for those who book or type in, on letters that stand', () => {
    const check = (doc: Letter | null, who: Who) =>
      refused(attachScan, viewOf(doc), { letterId: letter.id, scan }, who)?.code ?? null;
    expect(check(letter, clerk)).toBeNull();
    expect(check(letter, { ...clerk, rights: new Set() })).toBe('NO_RIGHT_TO_SCAN');
    expect(check(null, clerk)).toBe('NO_SUCH_LETTER');
    expect(check({ ...letter, voided: { reason: 'x', at: '', by } }, clerk)).toBe('LETTER_IS_VOID');
    expect(check(attached, clerk)).toBe('SCAN_ALREADY_THERE');
  });

  it.each([
    ['a hash that is none', { sha256: '../../etc/passwd' }],
    ['more than 25 MB', { size: 26 * 1024 * 1024 }],
    ['nothing at all', { size: 0 }],
    ['a TIFF', { mime: 'image/tiff' }],
    ['no name', { name: ' \u202e ' }],
  ])('name no file with %s', (_what, wrong) => {
    const args = { letterId: 'l', scan: { ...scan, ...wrong } };
    expect(parseArgs(attachScan as unknown as AnyCommand, args).ok).toBe(false);
  });
});
