import { dayNames, monthNames } from './indonesian.ts';
import { parsePlainDate, weekday, type PlainDate } from './plain-date.ts';

const units = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
] as const;

/** `dua ribu dua puluh enam`. Whole numbers from 0 to 9999, which is what dates and counts of papers need. */
export function numberInWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) return String(n);
  const rest = (part: number): string => (part === 0 ? '' : ` ${numberInWords(part)}`);
  if (n < 12) return units[n] ?? '';
  if (n < 20) return `${units[n - 10]} belas`;
  if (n < 100) return `${units[Math.floor(n / 10)]} puluh${rest(n % 10)}`;
  if (n < 200) return `seratus${rest(n - 100)}`;
  if (n < 1000) return `${units[Math.floor(n / 100)]} ratus${rest(n % 100)}`;
  if (n < 2000) return `seribu${rest(n - 1000)}`;
  return `${units[Math.floor(n / 1000)]} ribu${rest(n % 1000)}`;
}

/** `Senin, tanggal dua puluh tiga, bulan November, tahun dua ribu dua puluh`: how a berita acara begins. */
export function dateInWords(date: PlainDate): string {
  const deps = parsePlainDate(date);
  if (!deps) return date;
  const { year, month, day } = deps;
  return `${dayNames[weekday(date)]}, tanggal ${numberInWords(day)}, bulan ${monthNames[month - 1]}, tahun ${numberInWords(year)}`;
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

/** `XI`: the month in a letter's number. */
export function monthInRoman(date: PlainDate): string {
  const deps = parsePlainDate(date);
  return deps ? (roman[deps.month - 1] ?? '') : '';
}
