import { describe, expect, it } from 'vitest';
import { bookOfQuery, gapRows, gapsPath, gapText } from '../../../renderer/ui/numbers/gap-words.ts';
import { numbersText } from '../../../renderer/ui/office/next-number.ts';
import { id } from '../../../renderer/ui/texts/id/index.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { closeReasons } from '../../../server/store/number-store.ts';
import { numberClasses, type GapRange } from '../../../shared/sync/trust-api.ts';

const t = textsOf(makeTexts('id'));
const nameOf = (account: string): string | null => (account === 'acc-1' ? 'Rahmat Hidayat' : null);
/** 31 January 2027, 15.00 WIB. */
const at = Date.UTC(2027, 0, 31, 8, 0);
const range = (more: Partial<GapRange>): GapRange => ({
  from: 411,
  to: 417,
  class: 'leased',
  desk: { code: 'D03', name: 'Meja Arsip' },
  reason: null,
  by: null,
  at: null,
  ...more,
});

describe('numbers without a letter, in words', () => {
  it.each<[Partial<GapRange>, string]>([
    [{}, 'Dicadangkan meja D03 (Meja Arsip)'],
    [{ at }, 'Dicadangkan meja D03 (Meja Arsip), yang belum terhubung sejak 31/01/2027 15.00 WIB'],
    [{ class: 'void', desk: null, reason: 'not-reached' }, 'Belum diberikan: urutan belum sampai ke nomor ini'],
    [
      { class: 'void', reason: 'returned', by: 'acc-1', at },
      'Meja D03 (Meja Arsip): dikembalikan tanpa dipakai, 31/01/2027 oleh Rahmat Hidayat',
    ],
    [{ class: 'void', reason: 'year-end', at }, 'Meja D03 (Meja Arsip): dikembalikan pada akhir tahun, 31/01/2027'],
    [{ class: 'void', desk: null, reason: 'stepped-over' }, 'Dilewati'],
    [
      { class: 'lost', reason: 'lost' },
      'Meja D03 (Meja Arsip): meja dinyatakan hilang; nomor mungkin tercetak pada lembar',
    ],
    [{ class: 'paper', desk: null }, 'Buku kertas, sebelum program dipakai'],
    [{ class: 'restored', desk: null }, 'Dikeluarkan server sebelum dipulihkan; suratnya belum kembali'],
    [
      { class: 'restored', desk: null, reason: 'jump', by: 'acc-1', at },
      'Dilewati saat penomoran dibuka kembali setelah server dipulihkan, 31/01/2027 oleh Rahmat Hidayat',
    ],
    // An unknown reason of a newer server is neither hidden nor invented.
    [{ class: 'void', reason: 'constructor' }, 'Meja D03 (Meja Arsip): alasan tidak tercatat'],
    // An account this desk does not know yet.
    [
      { class: 'void', reason: 'returned', by: 'acc-9', at },
      'Meja D03 (Meja Arsip): dikembalikan tanpa dipakai, 31/01/2027',
    ],
  ])('%o', (more, text) => expect(gapText(t, range(more), nameOf)).toBe(text));

  it.each(closeReasons)('has a sentence for a block closed as %s', (reason) => {
    expect(Object.hasOwn(id.numbers.reason, reason)).toBe(true);
  });

  it.each(numberClasses)('has a name for the class %s', (name) => {
    expect(id.numbers.class[name]).not.toBe('');
  });

  it('writes one number alone and several with a dash', () => {
    expect([numbersText({ from: 5, to: 5 }), numbersText({ from: 411, to: 417 })]).toEqual(['5', '411–417']);
  });
});

describe('the lines of the register', () => {
  const rows = gapRows(
    t,
    {
      ranges: [
        range({ from: 411, to: 417 }),
        range({ from: 1, to: 400, class: 'paper', desk: null }),
        range({ from: 401, to: 405, class: 'used' }),
      ],
      cancelled: [
        { no: 403, reason: 'Tercatat dua kali' },
        { no: 402, reason: '' },
      ],
    },
    nameOf,
  );

  it('are in the order of the book, with cancelled letters and without used numbers', () => {
    expect(rows.map((row) => [row.numbers, row.amount, row.class])).toEqual([
      ['1–400', 400, 'paper'],
      ['402', 1, 'cancelled'],
      ['403', 1, 'cancelled'],
      ['411–417', 7, 'leased'],
    ]);
  });

  it('say why a letter was cancelled, and of a secret one only that it was', () => {
    expect(rows.filter((row) => row.class === 'cancelled').map(({ text }) => text)).toEqual([
      'Surat dibatalkan',
      'Surat dibatalkan: Tercatat dua kali',
    ]);
  });
});

describe('the book a route names', () => {
  it.each<[string, string, number]>([
    ['book=SM&year=2025', 'SM', 2025],
    ['', 'SM', 2026],
    ['book=<b>&year=abc', 'SM', 2026],
    ['year=99999', 'SM', 2026],
  ])('%s', (query, book, year) => expect(bookOfQuery(new URLSearchParams(query), 2026)).toEqual({ book, year }));

  it('is read again as it was written', () => {
    const path = gapsPath('/nomor', { book: 'SM', year: 2025 });
    expect(bookOfQuery(new URLSearchParams(path.split('?')[1]), 2026)).toEqual({ book: 'SM', year: 2025 });
  });
});
