/** The columns of the agenda book, fitted for a window of 1366 px; the subject takes what is left. */
export const agendaColumns = [
  { key: 'agenda', width: '88px' },
  { key: 'received', width: '82px' },
  { key: 'sender', width: 'minmax(120px, 1.1fr)' },
  { key: 'letter', width: 'minmax(130px, 1fr)' },
  { key: 'subject', width: 'minmax(200px, 2.2fr)' },
  { key: 'nature', width: '104px' },
  { key: 'status', width: '128px' },
  { key: 'holders', width: 'minmax(100px, .8fr)' },
] as const;

export const agendaTemplate = agendaColumns.map(({ width }) => width).join(' ');

/** Two lines of text and their air; every row is the same so that 50,000 of them need no measuring. */
export const agendaRowHeight = 46;
