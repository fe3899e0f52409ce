import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { browserLaunch } from '../e2e/support/browser.ts';
import type { RigPage } from './page/contract.ts';
import type { Watched } from './processes.ts';

type Answer<K extends keyof RigPage> = Awaited<ReturnType<RigPage[K]>>;

export interface BrowserPage {
  readonly page: Page;
  /** Calls the page's `rig`. */
  call<K extends keyof RigPage>(name: K, ...args: Parameters<RigPage[K]>): Promise<Answer<K>>;
  /** Why the page had to be loaded again before it started; empty as it should be. */
  readonly stumbles: readonly string[];
  /** Reloads the page. */
  load(): Promise<void>;
  /** Where the page's `performance.now()` begins, ms of the system's monotonic clock. */
  readonly clockBegins: number;
  close(): Promise<void>;
}

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The page's clock on the clock of the log: Chromium reports when the navigation began on that same clock. */
async function clockOf(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  await cdp.detach();
  const begins = (metrics.find(({ name }) => name === 'NavigationStart')?.value ?? Number.NaN) * 1000;
  const before = monotonicMs();
  const inPage = await page.evaluate(() => performance.now());
  const after = monotonicMs();
  const there = begins + inPage;
  if (!(there > before - 1 && there < after + 1)) throw new Error('the clocks of page and log do not agree');
  return begins;
}

/** A real browser on a profile folder. */
export function launch(profile: string, env: Watched): Promise<BrowserContext> {
  const { executablePath, args } = browserLaunch();
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args, '--no-sandbox'],
    headless: true,
    viewport: { width: 1366, height: 768 },
    locale: 'id-ID',
    env: { ...process.env, ...env },
  });
}

/** The rig's page of the desk at `address`, in a browser of its own. */
export async function openBrowser(profile: string, address: string, env: Watched): Promise<BrowserPage> {
  const context = await launch(profile, env);
  const page = context.pages()[0] ?? (await context.newPage());
  const reported: string[] = [];
  page.on('pageerror', (error) => reported.push(error.message));
  page.on('console', (message) => message.type() === 'error' && reported.push(message.text()));
  page.on('crash', () => reported.push('the page crashed'));
  const load = async (): Promise<void> => {
    reported.length = 0;
    await page.goto(address);
    await page
      .waitForFunction(() => 'rig' in globalThis, null, { timeout: 15_000 })
      .catch(() => {
        throw new Error(`the page did not start: ${reported.join('; ')}`);
      });
  };
  const stumbles: string[] = [];
  try {
    // The browser's own cache may be torn too; whoever sees an empty window loads it again.
    await load().catch((error: unknown) => {
      stumbles.push(String(error));
      return load();
    });
  } catch (error) {
    await context.close();
    throw error;
  }
  return {
    page,
    call: (name, ...values) =>
      page.evaluate(
        ([method, given]) =>
          (globalThis as unknown as { rig: Record<string, (...v: unknown[]) => unknown> }).rig[method]?.(...given),
        [name as string, values as unknown[]] as const,
      ) as Promise<never>,
    clockBegins: await clockOf(page),
    stumbles,
    load,
    close: () => context.close(),
  };
}
