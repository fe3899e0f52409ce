import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';

/** `1 Oktober 2026` of a moment of the register's clock. */
export const dayText = (ms: number): string => longDate(toWib(ms).date);

/** `1 Oktober 2026, 00.20 WIB` of a moment of the register's clock. */
export function momentText(ms: number): string {
  const { date, time } = toWib(ms);
  return `${longDate(date)}, ${clockTime(time)}`;
}

const numbers = new Intl.NumberFormat('id-ID');
const shares = new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 1 });

/** `206.116` */
export const countText = (count: number): string => numbers.format(count);
/** `98,5%` of a share from 0 to 1. */
export const shareText = (share: number): string => shares.format(share);
