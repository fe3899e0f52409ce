/** Texts of sync. */
export const sync = {} as const;
