import type { Office } from '../../renderer/data/office.ts';

/** Waits until `test` holds, asked again on every change of the office; fails with its sentence after `ms`. */
export async function until(
  office: Office,
  what: string,
  test: () => boolean | Promise<boolean>,
  ms = 8000,
): Promise<void> {
  const started = performance.now();
  while (!(await test())) {
    if (performance.now() - started > ms)
      throw new Error(`it did not come true: ${what}; ${JSON.stringify(office.sync())}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Nothing waits and the last round is over. */
export function settled(office: Office): boolean {
  const { waiting, phase, lastPull } = office.sync();
  return waiting === 0 && phase === 'idle' && lastPull !== null;
}
