import { join } from 'node:path';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { JournalDisk } from '../../../main/desk/ports.ts';
import { nodeUpstream } from '../../../main/desk/upstream.ts';
import { openLocalDesk } from '../../../main/local/open-local-desk.ts';
import { faultyWire, type Wire } from '../../support/faulty-wire.ts';
import { browserLaunch } from './browser.ts';
import { prepareWindow, type OfficeClock } from './office-clock.ts';

export const rendererDir = join(import.meta.dirname, '../../../dist/renderer');

export interface DeskOptions {
  /** Zone the PC of this desk is set to; the office's days are WIB all the same. */
  readonly timezone?: string;
  readonly disk?: (folder: string) => Promise<JournalDisk>;
  readonly colorScheme?: 'light' | 'dark';
}

/** One PC of the office: a local desk on its own folder, a wire in the test's hand, a real browser with its own profile. */
export interface E2eDesk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly wire: Wire;
  readonly folder: string;
  /** `http://127.0.0.1:P/`, the same before and after a restart. */
  readonly address: string;
  /** Errors of the page and everything its content security policy stopped. */
  readonly complaints: readonly string[];
  /** Numbers in this desk's blocks that it can still hand out for a year's book. */
  numbersAtHand(year: number): Promise<number>;
  /** Closes the window, the browser and the desk, and opens all of them on the same folders. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

type Opened = Awaited<ReturnType<typeof open>>;

async function open(
  folder: string,
  wire: Wire,
  clock: OfficeClock,
  options: DeskOptions,
  port: number,
  told: string[],
) {
  const dataDir = join(folder, 'desk');
  await mkdir(dataDir, { recursive: true });
  const local = await openLocalDesk({
    dataDir,
    rendererDir,
    port,
    open: false,
    version: 'e2e',
    clock,
    upstream: wire.upstream,
    onError: (where, error) => told.push(`desk, ${where}: ${String(error)}`),
    ...(options.disk ? { disk: await options.disk(join(dataDir, 'journal')) } : {}),
  });
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...browserLaunch(),
    headless: true,
    viewport: { width: 1366, height: 768 },
    locale: 'id-ID',
    timezoneId: options.timezone ?? 'Asia/Jakarta',
    colorScheme: options.colorScheme ?? 'light',
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(prepareWindow, clock.shift);
  context.on('page', (page) => listen(page, told));
  const page = context.pages()[0] ?? (await context.newPage());
  listen(page, told);
  await page.goto(local.address);
  return { local, context, page };
}

/** A request that found no network is no fault of the page. */
const expected = /^Failed to load resource|net::ERR_/;
const heard = new WeakSet<Page>();

function listen(page: Page, told: string[]): void {
  if (heard.has(page)) return;
  heard.add(page);
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) told.push(message.text());
  });
  page.on('pageerror', (error) => told.push(error.message));
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') told.push(`dialog: ${dialog.message()}`);
    void dialog.accept();
  });
}

export async function openDesk(root: string, name: string, clock: OfficeClock, options: DeskOptions): Promise<E2eDesk> {
  const folder = await mkdtemp(join(root, `${name.replaceAll(/\W+/g, '-')}-`));
  const wire = faultyWire(nodeUpstream);
  const complaints: string[] = [];
  let now: Opened = await open(folder, wire, clock, options, 0, complaints);
  const close = async (): Promise<void> => {
    await now.context.close();
    await now.local.close();
  };
  return {
    wire,
    folder,
    complaints,
    get page() {
      return now.page;
    },
    get context() {
      return now.context;
    },
    get address() {
      return `http://127.0.0.1:${now.local.port}/`;
    },
    async numbersAtHand(year) {
      const leases = await now.local.core.desk.leases();
      if (!leases.ok) return 0;
      const open = leases.value.filter((lease) => lease.year === year && !lease.closed);
      return open.reduce((sum, { from, to, used }) => sum + to - (used ?? from - 1), 0);
    },
    async restart() {
      const { port } = now.local;
      await close();
      now = await open(folder, wire, clock, options, port, complaints);
    },
    close,
  };
}
