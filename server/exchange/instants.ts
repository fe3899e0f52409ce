import { formatPlainDate, fromDays } from '../../shared/dates/plain-date.ts';

const day = 86_400_000;
const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** `YYYY-MM-DD` of an instant, in UTC. */
export const dayOf = (ms: number): string => formatPlainDate(fromDays(Math.floor(ms / day)));

function timeOf(ms: number): string {
  const seconds = Math.floor((((ms % day) + day) % day) / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** An instant as ISO 8601 in UTC. */
export const instantOf = (ms: number): string => `${dayOf(ms)}T${timeOf(ms)}Z`;

/** An instant as HTTP writes it (RFC 9110): `Sun, 06 Nov 1994 08:49:37 GMT`. */
export function httpDate(ms: number): string {
  const days = Math.floor(ms / day);
  const date = fromDays(days);
  const weekday = weekdays[((days % 7) + 7) % 7] ?? '';
  return `${weekday}, ${two(date.day)} ${months[date.month - 1] ?? ''} ${date.year} ${timeOf(ms)} GMT`;
}
