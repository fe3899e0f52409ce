export const fakeClock = { now: (): number => 0 };
