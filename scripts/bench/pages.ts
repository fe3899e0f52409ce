import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserLaunch } from '../../test/e2e/support/browser.ts';
import type { DeskBench, FloorBench } from '../../test/bench/contract.ts';

/** One window of a browser of its own, with a profile that begins empty. */
export interface BenchPage<B> {
  readonly page: Page;
  /** Calls the page's `bench`. */
  call<K extends keyof B>(
    name: K,
    ...args: B[K] extends (...args: infer A) => unknown ? A : never
  ): Promise<Answer<B, K>>;
  /** Reloads the page; with `reopen` it opens by itself and counts as complete with that many letters. */
  load(reopen?: number): Promise<void>;
  /** Bytes of JavaScript objects in use after a collection. */
  heap(): Promise<number>;
  close(): Promise<void>;
}
type Answer<B, K extends keyof B> = B[K] extends (...args: never) => infer R ? Awaited<R> : never;
export type DeskPage = BenchPage<DeskBench>;
export type FloorPage = BenchPage<FloorBench>;

export async function openPage<B>(url: string): Promise<BenchPage<B>> {
  const profile = await mkdtemp(join(tmpdir(), 'lembar-bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, { ...browserLaunch(), headless: true });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => console.error(error));
  const load = async (reopen?: number): Promise<void> => {
    // Another address first: a change of the fragment alone would not load anything.
    await page.goto('about:blank');
    await page.goto(reopen === undefined ? url : `${url}#reopen=${reopen}`);
    await page.waitForFunction(() => 'bench' in globalThis);
  };
  await load();
  return {
    page,
    load,
    call: (name, ...args) =>
      page.evaluate(
        ([method, values]) =>
          (globalThis as unknown as { bench: Record<string, (...v: unknown[]) => unknown> }).bench[method]?.(...values),
        [String(name), args as unknown[]] as const,
      ) as Promise<never>,
    heap: async () => {
      const cdp = await context.newCDPSession(page);
      await cdp.send('HeapProfiler.enable');
      await cdp.send('HeapProfiler.collectGarbage');
      await cdp.send('HeapProfiler.collectGarbage');
      await cdp.send('Performance.enable');
      const { metrics } = await cdp.send('Performance.getMetrics');
      await cdp.detach();
      return metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? Number.NaN;
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
