/** Texts of the documents of a case: their paper, their panel and their templates. */
export const documents = {
  paper: {
    number: 'Nomor: {{number}}',
    page: 'hal.',
  },
} as const;
