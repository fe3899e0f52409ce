/** Texts of session. */
export const session = {} as const;
