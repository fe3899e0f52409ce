// lint: Time is an argument: take a Clock
export const today = (): string => new Date().toISOString();
