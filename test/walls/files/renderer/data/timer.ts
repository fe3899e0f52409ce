// lint: Timers are arguments
export const later = (work: () => void): number => setTimeout(work, 1);
