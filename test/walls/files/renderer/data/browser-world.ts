// A composition root: the one place of this folder where the world is put together.
export const clock = { now: (): number => Date.now() };
export const later = (work: () => void): number => setTimeout(work, 1);
export const chance = (): number => Math.random();
export const id = (): string => crypto.randomUUID();
