import type { CaseLine } from '../../../shared/cases/case-line.ts';
import { foldText } from '../../../shared/fold-text.ts';
import type { SortValues } from '../kit/index.ts';
import type { Texts } from '../texts/index.ts';
import { actorsText } from './case-words.ts';

/** The columns of the list of cases, fitted for a window of 1366 px; the title takes what is left. */
export const caseColumns = [
  { key: 'number', width: '118px' },
  { key: 'title', width: 'minmax(200px, 2.2fr)' },
  { key: 'agency', width: 'minmax(130px, 1.1fr)' },
  { key: 'step', width: 'minmax(150px, 1.3fr)' },
  { key: 'actor', width: 'minmax(150px, 1.3fr)' },
  { key: 'due', width: '124px' },
  { key: 'phase', width: '150px' },
] as const;

export const caseTemplate = caseColumns.map(({ width }) => width).join(' ');

/** Two lines of text and their air. */
export const caseRowHeight = 46;

export type CaseColumn = (typeof caseColumns)[number]['key'];
export const caseKeys: readonly CaseColumn[] = caseColumns.map(({ key }) => key);

/** What a case is sorted by in each column. */
export const caseSortValues = (t: Texts): SortValues<CaseLine, CaseColumn> => ({
  number: ({ number }) => number,
  title: ({ title }) => foldText(title),
  agency: ({ agency }) => foldText(agency),
  step: ({ service, step }) => `${service.prefix} ${String(step.no).padStart(2, '0')}`,
  actor: (line) => foldText(actorsText(t, line)),
  due: ({ due }) => due,
  phase: ({ phase }) => t(`cases.phase.${phase}`),
});
