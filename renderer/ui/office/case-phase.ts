import { isEnded, type CaseLine } from '../../../shared/cases/case-line.ts';
import type { CasePhase } from '../../../shared/cases/case.ts';
import type { Texts } from '../texts/index.ts';

/** How a phase looks. */
export const phaseTone = {
  active: 'primary',
  waiting: 'warning',
  done: 'success',
  reused: 'info',
  refused: 'error',
  withdrawn: 'neutral',
} as const satisfies Record<CasePhase, string>;

/** "12 hari lagi", "lewat 3 hari"; of an ended case whether it ended in time. */
export function leftText(t: Texts, line: Pick<CaseLine, 'left' | 'phase'>): string {
  const { left } = line;
  if (isEnded(line)) return left < 0 ? t('cases.endedLate', { count: -left }) : t('cases.endedInTime');
  if (left === 0) return t('cases.lastDay');
  return left < 0 ? t('cases.late', { count: -left }) : t('cases.left', { count: left });
}
