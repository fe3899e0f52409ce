import { expect, test } from '@playwright/test';
import { papers } from '../../shared/sheet/paper.ts';
import { readPdf, squeezed } from './print-harness/read-pdf.ts';
import { serveHarness } from './print-harness/serve.ts';

let harness: Awaited<ReturnType<typeof serveHarness>>;

test.beforeAll(async () => {
  harness = await serveHarness();
});
test.afterAll(() => harness.close());

for (const paper of ['A4', 'F4'] as const) {
  test(`the agenda book on landscape ${paper}: numbered pages, every column, no secret`, async ({ page }) => {
    await page.goto(`${harness.url}#/cetak-agenda?from=2026-09-01&to=2026-11-20&paper=${paper}`);
    await page.waitForSelector('html[data-sheet=ready]');
    const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    pages.forEach(({ width, height, text, smallest }, i) => {
      expect(Math.abs(width - papers[paper].height)).toBeLessThan(0.4);
      expect(Math.abs(height - papers[paper].width)).toBeLessThan(0.4);
      expect(smallest).toBeGreaterThan(8.95);
      const columns = ['No. Agenda', 'Tgl. Terima', 'Asal Surat', 'Kode Klasifikasi', 'Paraf Penerima', 'Keterangan'];
      for (const column of columns) expect(squeezed(text)).toContain(squeezed(column));
      expect(text).toContain(`hal. ${i + 1}/${pages.length}`);
    });
    const all = squeezed(pages.map(({ text }) => text).join(''));
    expect(all).toContain(squeezed('BUKU AGENDA SURAT MASUK Periode 1 September 2026 s.d. 20 November 2026'));
    expect(all).toContain(squeezed('Petugas agenda,'));
    expect(all).toContain('akhirperihal');
    expect(all).not.toContain(squeezed('Dari tanggal'));
    const secret = page.locator('.agenda tbody tr', { hasText: '44/2026' });
    await expect(secret).toContainText('Rahasia');
    await expect(secret).not.toContainText('Permohonan');
    const beyond = await page.locator('.agenda table').evaluate((table) => {
      const { right } = table.getBoundingClientRect();
      return [...table.querySelectorAll('th')].filter((cell) => {
        const box = cell.getBoundingClientRect();
        return box.width < 20 || box.right > right + 1 || cell.scrollWidth > cell.clientWidth + 1;
      }).length;
    });
    expect(beyond).toBe(0);
  });
}
