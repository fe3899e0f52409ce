import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importMasters } from '../../server/master/import.ts';
import { masterFiles } from '../../server/master/files.ts';
import { readMasterCsv } from '../../server/master/read-csv.ts';
import type { Holiday } from '../../shared/office/master.ts';
import type { Position } from '../../shared/people/people.ts';
import { testRegister } from '../support/register.ts';

const folder = join(import.meta.dirname, '../../assets/master');

describe('master data files', () => {
  it('are read whole, and every reference in them leads somewhere', async () => {
    const read = await masterFiles(folder).read();
    if (!read.ok) throw new Error(read.error);
    const ids = (type: string) => new Set(read.value.filter((doc) => doc.type === type).map(({ doc }) => doc.id));
    const positions = read.value.filter(({ type }) => type === 'position').map(({ doc }) => doc as Position);
    for (const { unitId, parentId } of positions) {
      expect(ids('unit')).toContain(unitId);
      if (parentId !== null) expect(ids('position')).toContain(parentId);
    }
    expect(positions.filter(({ parentId }) => parentId === null).map(({ id }) => id)).toEqual(['kepala-dinas']);
  });

  it('the joint decree of 2026 names seventeen days and eight of joint leave, no day twice', async () => {
    const read = await masterFiles(folder).read();
    const days = read.ok ? read.value.flatMap(({ type, doc }) => (type === 'holiday' ? [doc as Holiday] : [])) : [];
    const of = (kind: string) => days.filter((day) => day.kind === kind && day.date.startsWith('2026-')).length;
    expect([of('libur-nasional'), of('cuti-bersama')]).toEqual([17, 8]);
    expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
  });

  it('a bad row is named by file and line, and nothing of the file is taken', () => {
    const read = readMasterCsv('agencies', 'dinas.csv', 'name,kind\nDinas A,dinas\n,dinas\n');
    expect(read).toEqual({
      ok: false,
      error: 'dinas.csv, row 3: id: Too small: expected string to have >=1 characters',
    });
  });

  it('holidays are one document per day: a later table of the same year changes it', () => {
    const csv = 'date,name,kind\n2031-01-01,Tahun Baru,Libur Nasional\n2031-01-02,Cuti,cuti-bersama\n';
    expect(readMasterCsv('holidays', 'libur.csv', csv)).toEqual({
      ok: true,
      value: [
        {
          type: 'holiday',
          doc: {
            id: 'libur-2031-01-01',
            date: '2031-01-01',
            name: 'Tahun Baru',
            kind: 'libur-nasional',
            closed: false,
          },
        },
        {
          type: 'holiday',
          doc: { id: 'libur-2031-01-02', date: '2031-01-02', name: 'Cuti', kind: 'cuti-bersama', closed: false },
        },
      ],
    });
    expect(readMasterCsv('holidays', 'libur.csv', 'date,name,kind\n1/1/2031,x,cuti-bersama\n')).toMatchObject({
      error: 'libur.csv, row 2: date: NOT_A_DATE',
    });
  });

  it('a missing column, an unknown type and the same row twice are named', () => {
    expect(readMasterCsv('agencies', 'a.csv', 'nama\nX\n')).toEqual({
      ok: false,
      error: 'a.csv: column missing: name, kind',
    });
    expect(readMasterCsv('planets', 'a.csv', 'name\nX\n')).toMatchObject({
      ok: false,
      error: expect.stringContaining('unknown type'),
    });
    expect(readMasterCsv('agencies', 'a.csv', 'name,kind\nX,d\nX,d\n')).toEqual({
      ok: false,
      error: 'a.csv, row 3: same id as row 2: x',
    });
  });

  it('commas, quotes and a byte-order mark in a file do not disturb', () => {
    const read = readMasterCsv('agencies', 'a.csv', '\ufeffname,kind\r\n"PT ""Nusa"", Tbk",swasta\r\n');
    expect(read).toMatchObject({ ok: true, value: [{ doc: { id: 'pt-nusa-tbk', name: 'PT "Nusa", Tbk' } }] });
  });

  it.each([
    ['a cell without a column', 'name,kind\n\nDinas A, B dan C,dinas\n', 'row 3: a cell without a column: dinas'],
    ['a missing cell', 'name,kind\nDinas A\n', 'row 2: 1 cells missing'],
    [
      'a quote that is not closed',
      'name,kind\nX,d\n"Dinas A,dinas\nDinas B,dinas\n',
      'row 3: Quoted field unterminated',
    ],
    ['a byte that is not UTF-8', 'name,kind\nX,d\nDinas \ufffd,dinas\n', 'row 3: not UTF-8: Dinas \ufffd'],
  ])('%s is named by its true row, blank rows counted', (_what, text, error) => {
    expect(readMasterCsv('agencies', 'a.csv', text)).toEqual({ ok: false, error: `a.csv, ${error}` });
  });

  it('imported twice, the second time changes nothing', async () => {
    const register = await testRegister();
    const read = readMasterCsv('agencies', 'a.csv', 'name,kind\nDinas A,dinas\nDinas B,dinas\n');
    if (!read.ok) throw new Error(read.error);
    const take = () => register.store.write((tx) => importMasters(tx, read.value, 'server'));
    expect([await take(), await take()]).toEqual([2, 0]);
  });
});
