// lint: Randomness, ids and digests are arguments
export const id = (): string => crypto.randomUUID();
