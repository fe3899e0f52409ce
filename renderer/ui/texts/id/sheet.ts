/** Texts of the disposition sheet and of the print dialog. */
export const sheet = {
  title: 'Lembar Disposisi',
} as const;
