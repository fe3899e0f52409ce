import { wantedFree } from '../../../shared/scans/evict-scans.ts';
import { leastFree } from '../../../shared/scans/scan-store.ts';
import type { SyncState } from '../../data/office.ts';
import type { Texts } from '../texts/index.ts';
import { bytesText } from './sync-words.ts';

/** Something that needs a person; work goes on underneath. */
export interface Banner {
  readonly key: string;
  readonly severity: 'warning' | 'error';
  readonly text: string;
  /** What the person can do about it from here. */
  readonly action: 'sign-in' | 'recovery' | null;
}

const hour = 3_600_000;
const day = 24 * hour;

function amount(t: Texts, ms: number): string {
  if (ms >= 2 * day) return t('sync.banner.days', { count: Math.round(ms / day) });
  if (ms >= 2 * hour) return t('sync.banner.hours', { count: Math.round(ms / hour) });
  return t('sync.banner.minutes', { count: Math.round(ms / 60_000) });
}

function clockBanner(t: Texts, { clock, skewMs }: SyncState): Banner | null {
  if (clock === 'right') return null;
  const severity = clock === 'off' ? 'warning' : 'error';
  const banner = (text: string): Banner => ({ key: 'clock', severity, text, action: null });
  // Without an answer from the server only the year shows that the clock is wrong.
  if (skewMs === null || Math.abs(skewMs) < 60_000) return banner(t('sync.banner.clockYear'));
  const direction = t(skewMs > 0 ? 'sync.banner.slow' : 'sync.banner.fast');
  const values = { amount: amount(t, Math.abs(skewMs)), direction };
  return banner(t(clock === 'off' ? 'sync.banner.clock' : 'sync.banner.clockFar', values));
}

/** PROTOCOL D8: the banner for the free space of the disk; null where there is enough of it or it is unknown. */
export function diskBanner(t: Texts, freeBytes: number | null): Banner | null {
  if (freeBytes === null || freeBytes >= wantedFree) return null;
  const free = bytesText(freeBytes);
  return freeBytes < leastFree
    ? { key: 'disk', severity: 'error', text: t('sync.banner.diskScans', { free }), action: null }
    : { key: 'disk', severity: 'warning', text: t('sync.banner.disk', { free }), action: null };
}

function pauseBanner(t: Texts, { pause }: SyncState): Banner | null {
  if (pause === null) return null;
  return pause === 'signed-out'
    ? { key: 'pause', severity: 'warning', text: t('sync.banner.stopped'), action: 'sign-in' }
    : { key: 'pause', severity: 'error', text: t(`sync.explain.${pause}`), action: null };
}

/** Every banner above the screens, the most urgent first. `admin`: whether the server's recovery page is offered. */
export function banners(t: Texts, state: SyncState, freeBytes: number | null, admin: boolean): readonly Banner[] {
  const recovery = admin ? 'recovery' : null;
  const found: readonly (Banner | null | false)[] = [
    state.safeMode && {
      key: 'safeMode',
      severity: 'error',
      text: t(state.storeIsNewer ? 'sync.banner.storeIsNewer' : 'sync.banner.safeMode'),
      action: null,
    },
    pauseBanner(t, state),
    state.leaderSilent && { key: 'leader', severity: 'warning', text: t('sync.banner.leaderSilent'), action: null },
    state.numbering === 'closed' && {
      key: 'numbering',
      severity: 'warning',
      text: t('sync.banner.numbering'),
      action: recovery,
    },
    state.withheld > 0 && {
      key: 'held',
      severity: 'warning',
      text: t('sync.banner.held', { count: state.withheld }),
      action: recovery,
    },
    clockBanner(t, state),
    diskBanner(t, freeBytes),
  ];
  const open = found.filter((banner): banner is Banner => banner !== null && banner !== false);
  return [
    ...open.filter(({ severity }) => severity === 'error'),
    ...open.filter(({ severity }) => severity !== 'error'),
  ];
}
