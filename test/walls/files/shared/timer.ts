// types: Cannot find name 'setTimeout'
// lint: Timers are arguments
export const later = (work: () => void): void => void setTimeout(work, 1);
