// lint: Time is an argument: take a Clock
export const now = (): number => globalThis.Date.now();
