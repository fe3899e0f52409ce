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
