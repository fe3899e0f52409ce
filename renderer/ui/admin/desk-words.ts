import { clockTime, shortDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { DeskEntry } from '../../../shared/sync/trust-api.ts';
import type { Texts } from '../texts/index.ts';

/** `411–420 (2026), 1–10 (2027)`; empty for a desk that holds no numbers. */
export function blocksText(blocks: DeskEntry['blocks']): string {
  return blocks.map(({ from, to, year }) => `${from}–${to} (${year})`).join(', ');
}

/** `22/11/2026 10.27 WIB` of a moment of the server's clock. */
export function momentText(at: number): string {
  const { date, time } = toWib(at);
  return `${shortDate(date)} ${clockTime(time)}`;
}

/** The faults of the desk, a line for each kind. */
export function faultLines(t: Texts, { faults }: Pick<DeskEntry, 'faults'>): readonly string[] {
  return faults.map(({ kind, n, lastAt }) =>
    t('manage.fault.line', { what: t(`manage.fault.${kind}`), count: n, when: momentText(lastAt) }),
  );
}
