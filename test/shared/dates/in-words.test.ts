import { describe, expect, it } from 'vitest';
import { dateInWords, monthInRoman, numberInWords } from '../../../shared/dates/in-words.ts';

describe('numbers in words', () => {
  it.each([
    [0, 'nol'],
    [11, 'sebelas'],
    [12, 'dua belas'],
    [20, 'dua puluh'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [215, 'dua ratus lima belas'],
    [1000, 'seribu'],
    [2026, 'dua ribu dua puluh enam'],
    [1945, 'seribu sembilan ratus empat puluh lima'],
  ])('%i is %s', (n, words) => expect(numberInWords(n)).toBe(words));

  it('leaves what no date needs as digits', () => expect(numberInWords(10_000)).toBe('10000'));
});

describe('a date in words', () => {
  it('begins with the day of the week', () =>
    expect(dateInWords('2020-11-23')).toBe('Senin, tanggal dua puluh tiga, bulan November, tahun dua ribu dua puluh'));
  it('has its month in Roman numerals', () => expect(monthInRoman('2026-09-24')).toBe('IX'));
});
