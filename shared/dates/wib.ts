import { formatPlainDate, fromDays, parsePlainDate, toDays, type PlainDate } from './plain-date.ts';

/** Western Indonesian Time is UTC+7 all year round, whatever the zone of the PC says. */
const offset = 7 * 3_600_000;
const day = 86_400_000;

/** A moment as the office's clock on the wall shows it. */
export interface WibMoment {
  readonly date: PlainDate;
  /** `HH:MM` */
  readonly time: string;
}

const two = (n: number): string => String(n).padStart(2, '0');

export function toWib(instant: number): WibMoment {
  const local = instant + offset;
  const days = Math.floor(local / day);
  const minutes = Math.floor((local - days * day) / 60_000);
  return { date: formatPlainDate(fromDays(days)), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

export function todayWib(instant: number): PlainDate {
  return toWib(instant).date;
}

/** The instant of a WIB date and time; null if either is not one. */
export function fromWib({ date, time }: WibMoment): number | null {
  const deps = parsePlainDate(date);
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!deps || !clock) return null;
  return toDays(deps) * day + Number(clock[1]) * 3_600_000 + Number(clock[2]) * 60_000 - offset;
}

/** `2026-10-01T00:20:00.000+07:00`: an instant written with its WIB offset. */
export function isoWib(instant: number): string {
  const local = instant + offset;
  const days = Math.floor(local / day);
  const ms = local - days * day;
  const time = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}`;
  return `${formatPlainDate(fromDays(days))}T${time}.${String(Math.floor(ms % 1000)).padStart(3, '0')}+07:00`;
}

/** Reads what {@link isoWib} wrote; null for anything else. */
export function parseIsoWib(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):(\d{2})\.(\d{3})\+07:00$/.exec(text);
  if (!match?.[1] || !match[2]) return null;
  const minute = fromWib({ date: match[1], time: match[2] });
  return minute === null ? null : minute + Number(match[3]) * 1000 + Number(match[4]);
}
