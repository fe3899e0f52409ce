import { join } from 'node:path';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { JournalDisk } from '../../../main/desk/ports.ts';
import { nodeUpstream } from '../../../main/desk/upstream.ts';
import { openLocalDesk } from '../../../main/local/open-local-desk.ts';
import { faultyWire, type Wire } from '../../support/faulty-wire.ts';
import { pageLaunch, usualScreen } from './browser.ts';
import { prepareWindow, type OfficeClock } from './office-clock.ts';
import { password } from './set-up-office.ts';

export const rendererDir = join(import.meta.dirname, '../../../dist/renderer');

export interface DeskOptions {
  /** Zone the PC of this desk is set to; the office's days are WIB all the same. */
  readonly timezone?: string;
  readonly disk?: (folder: string) => Promise<JournalDisk>;
  /** How far the clock of this PC stands from the office's, ms; absent: not at all. */
  readonly clockOff?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Account that joined the desk and signed in before its window opened; absent: the window asks for the server. */
  readonly as?: string;
  /** A browser process with a profile on disk, which survives a restart; absent: a window of the test's browser. */
  readonly ownBrowser?: boolean;
}

/** What all desks of a test share. */
export interface DeskSurroundings {
  readonly folder: string;
  /** Address of the server. */
  readonly server: string;
  readonly clock: OfficeClock;
  readonly browser: Browser;
}

/** One PC of the office: a local desk on its own folder, a wire controlled by the test, a window with its own store. */
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
  /** Closes the window, its own browser and the desk, and opens all of them on the same folders. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

type Opened = Awaited<ReturnType<typeof open>>;

interface Place {
  readonly around: DeskSurroundings;
  readonly name: string;
  readonly folder: string;
  readonly wire: Wire;
  readonly options: DeskOptions;
  readonly errors: string[];
}

function openWindow({ around, folder, options }: Place): Promise<BrowserContext> {
  const seen = {
    ...usualScreen,
    timezoneId: options.timezone ?? usualScreen.timezoneId,
    colorScheme: options.colorScheme ?? 'light',
  } as const;
  if (!options.ownBrowser) return around.browser.newContext(seen);
  return chromium.launchPersistentContext(join(folder, 'profile'), { ...pageLaunch(), headless: true, ...seen });
}

/** Port 0 opens the desk for the first time; any other one, again. */
async function open(place: Place, port: number) {
  const { around, name, folder, wire, options, errors } = place;
  const off = options.clockOff ?? 0;
  const clock = { shift: around.clock.shift + off, now: () => around.clock.now() + off };
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
    onError: (where, error) => errors.push(`desk, ${where}: ${String(error)}`),
    ...(options.disk ? { disk: await options.disk(join(dataDir, 'journal')) } : {}),
  });
  if (options.as !== undefined && port === 0) {
    const enrolment = { server: around.server, deskName: name, username: options.as, password };
    const joined = await local.core.desk.enrol(enrolment);
    if (!joined.ok) throw new Error(`${options.as} did not get in at ${name}: ${joined.error.code}`);
  }
  const context = await openWindow(place);
  context.setDefaultTimeout(20_000);
  await context.addInitScript(prepareWindow, clock.shift);
  context.on('page', (page) => listen(page, errors));
  const page = context.pages()[0] ?? (await context.newPage());
  listen(page, errors);
  await page.goto(local.address);
  // Keys pressed before the screens are ready would be lost.
  if (options.as !== undefined && port === 0) await page.getByRole('navigation', { name: 'Menu utama' }).waitFor();
  return { local, context, page };
}

/** A request without a network is no fault of the page. */
const expected = /^Failed to load resource|net::ERR_/;
const listened = new WeakSet<Page>();

function listen(page: Page, errors: string[]): void {
  if (listened.has(page)) return;
  listened.add(page);
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) errors.push(message.text());
  });
  // With its stack, because the names of a built page say nothing.
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') errors.push(`dialog: ${dialog.message()}`);
    void dialog.accept();
  });
}

export async function openDesk(around: DeskSurroundings, name: string, options: DeskOptions): Promise<E2eDesk> {
  const folder = await mkdtemp(join(around.folder, `${name.replaceAll(/\W+/g, '-')}-`));
  const wire = faultyWire(nodeUpstream);
  const complaints: string[] = [];
  const place: Place = { around, name, folder, wire, options, errors: complaints };
  let now: Opened = await open(place, 0);
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
      if (!options.ownBrowser) throw new Error(`${name} has no browser of its own to open again`);
      const { port } = now.local;
      await close();
      now = await open(place, port);
    },
    close,
  };
}
