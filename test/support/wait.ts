import type { Office } from '../../renderer/data/office.ts';
import { timeOf } from './office.ts';

/** Lets time pass until `test` holds, checked after everything that happens; fails after this much of it. */
export async function until(
  office: Office,
  what: string,
  test: () => boolean | Promise<boolean>,
  ms = 120_000,
): Promise<void> {
  const time = timeOf(office);
  const end = time.passed() + ms;
  while (!(await test())) {
    if (time.passed() > end || !(await time.step()))
      throw new Error(`it did not come true: ${what}; ${JSON.stringify(office.sync())}`);
  }
}

/** Nothing is pending and the last round is over. */
export function settled(office: Office): boolean {
  const { pending: waiting, phase, lastPull } = office.sync();
  return waiting === 0 && phase === 'idle' && lastPull !== null;
}
