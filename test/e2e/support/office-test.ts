import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { RunningServer } from '../../../server/start.ts';
import { openDesk, type DeskOptions, type E2eDesk } from './desk.ts';
import { officeClock, type OfficeClock } from './office-clock.ts';
import { prepareOffices, startQuietly, type OfficeKind, type PreparedOffices } from './prepared-office.ts';

export interface E2eOffice {
  readonly address: string;
  readonly setupCode: string | null;
  readonly clock: OfficeClock;
  /** Folder of the server, with `lembar.db`. */
  readonly dataDir: string;
  /** Stops the server, as a power cut in the server room does. */
  stop(): Promise<void>;
  /** Starts it again on the same folder and the same address. */
  start(): Promise<void>;
}

interface Options {
  officeIs: OfficeKind;
  blockSize: number;
}

interface Deps {
  readonly folder: string;
  readonly office: E2eOffice;
  /** Opens a desk; whatever a test opened is closed and removed after it. */
  readonly openDesk: (name: string, options?: DeskOptions) => Promise<E2eDesk>;
}

interface WorkerDeps {
  readonly offices: PreparedOffices;
}

/** A real server and real desks, each test with its own; the browser is the worker's, a desk has a window of its own. */
export const test = base.extend<Options & Deps, WorkerDeps>({
  offices: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const offices = await prepareOffices();
      await use(offices);
      await offices.remove();
    },
    { scope: 'worker' },
  ],
  officeIs: ['staffed', { option: true }],
  blockSize: [50, { option: true }],
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lembar-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  office: async ({ folder, offices, officeIs, blockSize }, use) => {
    const clock = officeClock();
    const dataDir = join(folder, 'server');
    await offices.copy(officeIs, dataDir);
    const run = (port: number): Promise<RunningServer> =>
      startQuietly({ port, dataDir, demo: false, clock, blockSize });
    let server: RunningServer | null = await run(0);
    const { address, setupCode } = server;
    await use({
      address,
      setupCode,
      clock,
      dataDir,
      stop: async () => {
        await server?.close();
        server = null;
      },
      start: async () => {
        server = await run(Number(new URL(address).port));
      },
    });
    await server?.close();
  },
  openDesk: async ({ folder, office, browser }, use, info) => {
    const opened: E2eDesk[] = [];
    await use(async (name, options = {}) => {
      const around = { folder, server: office.address, clock: office.clock, browser };
      const desk = await openDesk(around, name, options);
      opened.push(desk);
      return desk;
    });
    for (const [at, desk] of opened.entries()) {
      if (info.status !== info.expectedStatus) {
        const path = info.outputPath(`desk-${at + 1}.png`);
        await desk.page.screenshot({ path }).catch(() => undefined);
        await info.attach(`desk ${at + 1}`, { path, contentType: 'image/png' }).catch(() => undefined);
        if (desk.complaints.length > 0) console.log(`desk ${at + 1} complained:`, desk.complaints);
      }
      await desk.close().catch(() => undefined);
    }
  },
});

export { expect } from '@playwright/test';
