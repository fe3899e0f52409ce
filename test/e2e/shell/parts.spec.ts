import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { channelNames } from '../../../shared/desk/channel-names.ts';
import type { Desk } from '../../../shared/desk/desk.ts';
import { papers } from '../../../shared/sheet/paper.ts';
import { startServer } from '../../../server/start.ts';
import { book, enrol, openLetter } from '../electron/steps.ts';
import { readPdf } from '../print-harness/read-pdf.ts';
import { openShell } from './shell-in-chromium.ts';

interface WithBridge {
  lembar: Desk;
}

test('the shell’s scheme, policy, preload, channels and printer work from enrolment to PDF', async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lembar-shell-'));
  const server = await startServer({
    port: 0,
    dataDir: join(folder, 'server'),
    rendererDir: null,
    demo: true,
    clock: { now: () => Date.now() },
  });
  const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' });
  const shell = await openShell(context, join(folder, 'desk'));
  const { page } = shell;
  try {
    const bridge = await page.evaluate(() => Object.keys((globalThis as unknown as WithBridge).lembar));
    expect(bridge.sort()).toEqual([...channelNames].sort());

    const account = server.demoAccounts.find(({ username }) => username === 'tu');
    await enrol(page, server.address, account?.username ?? '', account?.password ?? '');
    const subject = 'Permohonan integrasi data kependudukan';
    await book(page, { sender: 'Bappeda', letterNumber: '050/Bappeda/12', subject });
    const letter = await openLetter(page, subject);
    const print = (paper: string, id = letter) =>
      page.evaluate(
        (route) => (globalThis as unknown as WithBridge).lembar.print(route, 'pdf', 'Lembar'),
        `#/cetak/${id}?kind=blank&paper=${paper}&print=x`,
      );

    for (const [size, paper] of Object.entries(papers)) {
      shell.savePath = join(folder, `${size}.pdf`);
      expect(await print(size)).toEqual({ ok: true, value: 'done' });
      const [sheet] = await readPdf(await readFile(shell.savePath));
      expect(Math.abs((sheet?.width ?? 0) - paper.width), `${size} width`).toBeLessThan(0.5);
      expect(Math.abs((sheet?.height ?? 0) - paper.height), `${size} height`).toBeLessThan(0.5);
      expect(sheet?.text).toContain('Permohonan integrasi');
    }
    expect(await print('A4', 'no-such-letter')).toMatchObject({ ok: false, error: { code: 'SHEET_NOT_READY' } });
    shell.savePath = null;
    expect(await print('A4')).toEqual({ ok: true, value: 'cancelled' });
    expect(context.pages()).toEqual([page]);
    expect(shell.complaints).toEqual([]);
  } finally {
    await context.close();
    await shell.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
