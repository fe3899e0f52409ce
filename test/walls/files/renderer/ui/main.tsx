// The composition root of the screens: it opens the office and hands it down.
import { clock } from '../data/browser-world.ts';

export const opened = (): number => clock.now() + Date.now();
