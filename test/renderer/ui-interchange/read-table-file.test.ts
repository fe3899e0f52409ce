import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTableFile, tableLimits } from '../../../renderer/ui/interchange/read-table-file.ts';
import { aWorkbook } from '../../support/workbook.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a table from a file', () => {
  it('is the first sheet of a workbook, every cell as text', async () => {
    const book = aWorkbook([
      ['Kode', 'Jumlah', 'Nilai'],
      ['014', '=12', '=1.1000000000000001'],
      ['', '', ''],
      ['015 & "lain"', '=1471010101010001', ''],
    ]);
    expect(await readTableFile(book)).toEqual({
      ok: true,
      value: {
        headers: ['Kode', 'Jumlah', 'Nilai'],
        rows: [
          ['014', '12', '1.1'],
          ['015 & "lain"', '1471010101010001', ''],
        ],
      },
    });
  });

  it('is a CSV as offices write it', async () => {
    expect(await readTableFile(utf8('Nama;Tipe\r\nnik;teks\r\n'))).toEqual({
      ok: true,
      value: { headers: ['Nama', 'Tipe'], rows: [['nik', 'teks']] },
    });
  });

  it('is refused when it is none, when a row is broken, and when it unpacks to too much', async () => {
    const fault = async (bytes: Uint8Array, limits = tableLimits) => {
      const read = await readTableFile(bytes, limits);
      return read.ok ? null : read.error;
    };
    expect(await fault(utf8(''))).toBe('unreadable');
    expect(await fault(utf8('a,b\n1,"2\n'))).toBe('broken');
    expect(await fault(zipSync({ 'lain.xml': utf8('<a/>') }))).toBe('unreadable');
    expect(await fault(utf8('PK'))).toBe('unreadable');
    const bomb = zipSync({ 'xl/a.xml': new Uint8Array(600_000), 'xl/b.xml': new Uint8Array(600_000) });
    expect(await fault(bomb, { ...tableLimits, unpacked: 1_000_000 })).toBe('tooLarge');
  });
});
