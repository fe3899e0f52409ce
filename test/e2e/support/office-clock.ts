import type { Clock } from '../../../shared/clock.ts';

/** The day of the story, in WIB; every part of a test office starts at this moment. */
export const storyStart = '2026-10-08T08:00:00.000+07:00';

/** A clock that runs on from `storyStart`; `shift` is what a page adds to its own clock to show the same time. */
export interface OfficeClock extends Clock {
  readonly shift: number;
}

export function officeClock(start = storyStart): OfficeClock {
  const shift = new Date(start).getTime() - Date.now();
  return { shift, now: () => Date.now() + shift };
}

/** Runs in the page before anything else: its dates are the office's, its timers stay real; printing is counted. */
export function prepareWindow(shift: number): void {
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [Real.now() + shift] : args),
    apply: (target) => new target(Real.now() + shift).toString(),
    get: (target, key) => (key === 'now' ? () => Real.now() + shift : Reflect.get(target, key)),
  });
  const counted = window as unknown as { printed: string[] };
  counted.printed = [];
  window.print = () => void counted.printed.push(document.querySelector('.print-root')?.textContent ?? '');
  window.alert = (text: unknown) => console.error(`a dialog opened: ${String(text)}`);
}
