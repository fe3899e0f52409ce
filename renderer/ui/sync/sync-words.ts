import { shortDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { SyncState } from '../../data/office.ts';
import type { Texts } from '../texts/index.ts';

export type SyncTone = 'success' | 'info' | 'warning' | 'error';

export interface SyncWords {
  readonly text: string;
  readonly tone: SyncTone;
}

const minute = 60_000;
const clock = (time: string): string => time.replace(':', '.');

/** `2 menit lalu`; a date once it is longer than half a day. */
export function ago(t: Texts, at: number | null, now: number): string {
  if (at === null) return t('sync.when.never');
  const minutes = Math.floor((now - at) / minute);
  if (minutes < 1) return t('sync.when.now');
  if (minutes < 60) return t('sync.when.minutes', { count: minutes });
  if (minutes < 12 * 60) return t('sync.when.hours', { count: Math.floor(minutes / 60) });
  const { date, time } = toWib(at);
  return t('sync.when.date', { date: shortDate(date), time: clock(time) });
}

/** `sejak 08.12`, with the date when it was not today. */
export function since(t: Texts, at: number | null, now: number): string {
  if (at === null) return '';
  const { date, time } = toWib(at);
  return date === toWib(now).date
    ? t('sync.when.since', { time: clock(time) })
    : t('sync.when.sinceDate', { date: shortDate(date), time: clock(time) });
}

/** The sync state in one line. The most urgent is said first; pending entries are always named. */
export function syncWords(t: Texts, state: SyncState, now: number): SyncWords {
  const { pending: waiting, phase, pause, first, lastPull } = state;
  const values = { count: waiting, since: since(t, state.oldest, now) };
  if (state.safeMode) return { text: t('sync.state.safeMode'), tone: 'error' };
  if (phase === 'paused') {
    const why = t(`sync.pause.${pause ?? 'signed-out'}`);
    const key = waiting > 0 ? 'sync.state.pausedWaiting' : 'sync.state.paused';
    return { text: t(key, { ...values, why }), tone: 'error' };
  }
  if (phase === 'offline') {
    return waiting > 0
      ? { text: t('sync.state.offlineWaiting', values), tone: 'warning' }
      : { text: t('sync.state.offline', { ago: ago(t, lastPull, now) }), tone: 'warning' };
  }
  if (first !== null) return { text: t('sync.state.first', { ...first }), tone: 'info' };
  if (waiting > 0) {
    return phase === 'working'
      ? { text: t('sync.state.sending', values), tone: 'info' }
      : { text: t('sync.state.waiting', values), tone: 'warning' };
  }
  return lastPull === null
    ? { text: t('sync.state.savedNever'), tone: 'info' }
    : { text: t('sync.state.saved', { ago: ago(t, lastPull, now) }), tone: 'success' };
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `41,0 GB`: decimal units and a comma, as Indonesian writes numbers. */
export function bytesText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1).replace('.', ',')} ${units[step]}`;
}
