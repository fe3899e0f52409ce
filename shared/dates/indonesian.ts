import { formatPlainDate, parsePlainDate, weekday, daysInMonth, type PlainDate } from './plain-date.ts';

/** Own tables: `Date` parses "22 November 2020" and fails on "22 Desember 2020", so tests in November pass by luck. */
export const monthNames = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const;
export const monthShort = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'] as const;
export const dayNames = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'] as const;

/** `23 November 2020` */
export function longDate(date: PlainDate): string {
  const deps = parsePlainDate(date);
  return deps ? `${deps.day} ${monthNames[deps.month - 1]} ${deps.year}` : date;
}

/** `Senin, 23 November 2020` */
export function fullDate(date: PlainDate): string {
  return parsePlainDate(date) ? `${dayNames[weekday(date)]}, ${longDate(date)}` : date;
}

/** `23/11/2020` */
export function shortDate(date: PlainDate): string {
  const deps = parsePlainDate(date);
  if (!deps) return date;
  return `${String(deps.day).padStart(2, '0')}/${String(deps.month).padStart(2, '0')}/${deps.year}`;
}

/** `14.05 WIB`; the Indonesian clock is written with a dot. */
export function clockTime(time: string): string {
  return `${time.replace(':', '.')} WIB`;
}

const byName = new Map<string, number>();
monthNames.forEach((name, i) => byName.set(name.toLowerCase(), i + 1));
monthShort.forEach((name, i) => byName.set(name.toLowerCase(), i + 1));
// Older and informal spellings that stand on real letters.
const alsoWritten = { pebruari: 2, peb: 2, agust: 8, agt: 8, ags: 8, sept: 9, nopember: 11, nop: 11 };
for (const [name, month] of Object.entries(alsoWritten)) byName.set(name, month);

/**
 * What a clerk may type for a date: `8/10/2026`, `08-10-26`, `081026`, `8 Okt 2026`, `2026-10-08`; day before month.
 * A two-digit year belongs to this century; without a year, `8/10`, it is that of `today`. Null if it is no date.
 */
export function parseDateInput(text: string, today: PlainDate | null = null): PlainDate | null {
  const trimmed = text.trim().toLowerCase();
  if (parsePlainDate(trimmed)) return trimmed;
  const compact = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(trimmed);
  const parts = compact ? compact.slice(1) : trimmed.split(/[\s./-]+/);
  if (parts.length === 2 && today !== null) parts.push(today.slice(0, 4));
  if (parts.length !== 3) return null;
  const [d, m, y] = parts as [string, string, string];
  if (!/^\d{1,2}$/.test(d) || !/^(\d{2}|\d{4})$/.test(y)) return null;
  const month = /^\d{1,2}$/.test(m) ? Number(m) : byName.get(m);
  const year = y.length === 2 ? 2000 + Number(y) : Number(y);
  const day = Number(d);
  if (!month || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return formatPlainDate({ year, month, day });
}
