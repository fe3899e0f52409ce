import type { ScanState } from '../../../shared/desk/scans.ts';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import type { Texts } from '../texts/index.ts';

/** `812 KB`, `3,4 MB` */
export function sizeText(t: Texts, bytes: number): string {
  if (bytes < 1_000_000) return t('scans.size.kb', { n: Math.max(1, Math.round(bytes / 1000)) });
  return t('scans.size.mb', { n: (bytes / 1_000_000).toFixed(1).replace('.', ',') });
}

/** The state of the file in a word; empty while it is not known. */
export function stateText(t: Texts, scan: AttachedScan, state: ScanState | undefined): string {
  if (!state) return '';
  if (state.damaged) return t('scans.state.damaged');
  if (state.server === 'yes') return t('scans.state.server');
  if (state.here && state.sent > 0) {
    return t('scans.state.sending', { percent: Math.min(99, Math.floor((state.sent * 100) / scan.size)) });
  }
  if (state.here) return t('scans.state.waiting');
  return state.server === 'no' ? t('scans.state.elsewhere', { desk: scan.desk }) : t('scans.state.unknown');
}
