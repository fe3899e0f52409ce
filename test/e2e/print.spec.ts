import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { papers, paperSizes, parafHeight, type PaperSize } from '../../shared/sheet/paper.ts';
import { longSubject, prose } from './print-harness/letters.ts';
import { readPdf, squeezed, type PdfPage } from './print-harness/read-pdf.ts';
import { harnessIn, test } from './support/harness.ts';

const printId = '0198c0de-1111-7222-8333-444455556666';
const pxPerMm = 96 / 25.4;
const harness = harnessIn(join(import.meta.dirname, 'print-harness'));

/** Errors of the page and everything its content security policy stopped. */
function complaints(page: Page): readonly string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

async function openSheet(page: Page, letter: string, kind: 'blank' | 'filled', paper: PaperSize): Promise<void> {
  const query = new URLSearchParams({ kind, paper, signer: 'pos-kadis', print: printId });
  // Another hash alone would not reload the page.
  await page.goto('about:blank');
  await page.goto(`${harness.url}#/cetak/${letter}?${query}`);
  await page.waitForSelector('html[data-sheet=ready]');
}

async function pdfOf(page: Page): Promise<readonly PdfPage[]> {
  return readPdf(await page.pdf({ preferCSSPageSize: true }));
}

const allText = (pages: readonly PdfPage[]): string => squeezed(pages.map(({ text }) => text).join(''));

/** Text of one flow of the sheet over all its pages, as in the document. */
async function flowText(page: Page, key: string): Promise<string> {
  return (await page.locator(`.print-root [data-flow="${key}"]`).allTextContents()).join('');
}

async function rows(page: Page): Promise<Record<string, { top: number; height: number }>> {
  return page.locator('.print-root [data-page="1"]').evaluate((sheet) => {
    const origin = sheet.getBoundingClientRect().top;
    return Object.fromEntries(
      [...sheet.querySelectorAll<HTMLElement>('[data-row]')].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return [row.dataset['row'] ?? '', { top: Math.round(top - origin), height: Math.round(height) }];
      }),
    );
  });
}

/** Parts of the document that stick out of the page or the box they belong to, in words. */
async function overflows(page: Page): Promise<readonly string[]> {
  return page.locator('.print-root').evaluate((root) =>
    [...root.querySelectorAll('[data-box]')].flatMap((box) => {
      const fill = box.querySelector(':scope > [data-fill]');
      const over = (fill?.getBoundingClientRect().bottom ?? 0) - box.getBoundingClientRect().bottom;
      return over > 0.5 ? [`${box.getAttribute('data-box')} by ${over}px`] : [];
    }),
  );
}

for (const paper of paperSizes) {
  for (const kind of ['blank', 'filled'] as const) {
    test(`${paper}, ${kind}: true size, all words, room for the paraf`, async ({ page }) => {
      const complained = complaints(page);
      await openSheet(page, 'usual', kind, paper);
      const { width, height } = papers[paper];
      const pages = await pdfOf(page);
      for (const sheet of pages) {
        expect(Math.abs(sheet.width - width)).toBeLessThan(0.4);
        expect(Math.abs(sheet.height - height)).toBeLessThan(0.4);
        expect(sheet.smallest).toBeGreaterThan(8.95);
      }
      expect(pages.length).toBe(await page.locator('.print-root .sheet-page').count());
      const text = allText(pages);
      const words = [
        'PEMERINTAH PROVINSI RIAU',
        'DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK',
        'LEMBAR DISPOSISI',
        'Badan Penanggulangan Bencana Daerah',
        'B/500.12.16.3/573/BPBD-KL/IX/2026',
        '24 September 2026',
        '25 September 2026, 08.12 WIB',
        '41/2026',
        'Sangat Segera',
        'Rahasia',
        'Permohonan Pembuatan Aplikasi Pelaporan Kejadian Bencana Terpadu',
        'Diteruskan kepada Sdr.',
        'Kabid Persandian',
        'dan seterusnya',
        'Dengan hormat harap',
        'Koordinasi/konfirmasikan',
        'Catatan',
        'KEPALA DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK,',
        'Drs. H. Tengku Ahmad, M.Si.',
        'NIP',
        'kode telusur, bukan tanda tangan elektronik',
        `hal. 1/${pages.length}`,
      ];
      for (const expected of words) expect(text).toContain(squeezed(expected));
      const disposed = [
        'Pelajari dan siapkan telaahan, libatkan bidang terkait.',
        'batas 02/10/2026',
        'Pekanbaru, 25 September 2026',
        '2. Kabid Aptika, 28 September 2026, kepada Sdr. Kasi Pengembangan Aplikasi',
        'Undang pengusul untuk analisis bersama pekan ini.',
        '3. Kasi Pengembangan Aplikasi, 29 September 2026',
      ];
      for (const expected of disposed) expect(text.includes(squeezed(expected))).toBe(kind === 'filled');
      const paraf = await page.locator('.print-root [data-page="1"] [data-paraf]').boundingBox();
      expect((paraf?.height ?? 0) / pxPerMm).toBeGreaterThanOrEqual(parafHeight - 0.05);
      expect(await overflows(page)).toEqual([]);
      expect(complained).toEqual([]);
    });
  }

  test(`${paper}: blank and filled have the same lines on paper`, async ({ page }) => {
    await openSheet(page, 'usual', 'blank', paper);
    const blank = await rows(page);
    await openSheet(page, 'usual', 'filled', paper);
    const filled = await rows(page);
    expect(filled['head']?.height).toBe(blank['head']?.height);
    // On small paper a filled chain takes the room of the empty lines instead of a second page.
    if (paper === 'A4' || paper === 'F4') expect(filled).toEqual(blank);
    expect(Object.keys(blank)).toEqual(['head', 'subject', 'ticks', 'note', 'chain']);
  });

  test(`${paper}: a long sender and a chain of three stay on one page, empty lines give way`, async ({ page }) => {
    for (const kind of ['blank', 'filled'] as const) {
      await openSheet(page, 'crowded', kind, paper);
      const pages = await pdfOf(page);
      expect(pages.length).toBe(1);
      expect(squeezed(pages[0]?.text ?? '')).toContain('Koordinasi/konfirmasikan');
      expect(await overflows(page)).toEqual([]);
      const paraf = await page.locator('.print-root [data-paraf]').boundingBox();
      expect((paraf?.height ?? 0) / pxPerMm).toBeGreaterThanOrEqual(parafHeight - 0.05);
    }
  });

  test(`${paper}: the colons stand below each other, the nature is one line`, async ({ page }) => {
    await openSheet(page, 'usual', 'blank', paper);
    const [colons, natures] = await page.locator('.print-root [data-page="1"]').evaluate((sheet) => {
      const places = (found: Iterable<Element>, side: 'left' | 'top') =>
        [...found].map((one) => Math.round(one.getBoundingClientRect()[side]));
      return [
        places(sheet.querySelectorAll('.sheet-line > span:nth-child(2)'), 'left'),
        places(sheet.querySelectorAll('.sheet-nature .sheet-tick'), 'top'),
      ] as const;
    });
    // One column of colons on the left with the subject's, one on the right.
    expect(new Set(colons).size).toBe(2);
    expect(new Set(natures).size).toBe(1);
    const beyond = await page
      .locator('.print-root .sheet-nature')
      .evaluate((line) => line.scrollWidth - line.clientWidth);
    expect(beyond).toBeLessThanOrEqual(1);
  });

  test(`${paper}: the longest subject of the samples is complete`, async ({ page }) => {
    await openSheet(page, 'long', 'blank', paper);
    expect(await flowText(page, 'subject')).toBe(longSubject);
    const pages = await pdfOf(page);
    const words = squeezed(longSubject.split(' ').at(-1) ?? '');
    expect(allText(pages)).toContain(words);
    expect(longSubject.length).toBe(445);
    expect(pages.at(-1)?.text).toContain(`hal. ${pages.length}/${pages.length}`);
  });

  test(`${paper}: 4,000 characters of subject and of every note come out complete on numbered pages`, async ({
    page,
  }) => {
    await openSheet(page, 'endless', 'filled', paper);
    const note = prose(4000, 'akhircatatan');
    expect(await flowText(page, 'subject')).toBe(prose(4000, 'akhirperihal'));
    expect(await flowText(page, 'note')).toBe(note);
    expect(await flowText(page, 'body:2')).toBe(`Koordinasi/konfirmasikan\n${note}`);
    expect(await flowText(page, 'body:3')).toBe(note);
    expect(await overflows(page)).toEqual([]);
    const pages = await pdfOf(page);
    const text = allText(pages);
    expect(text.split('akhircatatan').length - 1).toBe(3);
    expect(text.split('akhirperihal').length - 1).toBe(1);
    pages.forEach(({ text: one }, i) => {
      expect(squeezed(one)).toContain(squeezed(`No. Agenda 43/2026 hal. ${i + 1}/${pages.length}`));
    });
    const paraf = await page.locator('.print-root [data-page="1"] [data-paraf]').boundingBox();
    expect((paraf?.height ?? 0) / pxPerMm).toBeGreaterThanOrEqual(parafHeight - 0.05);
  });
}

test('an overflowing sheet has a second page that says so: hal. 2/2 with the agenda number', async ({ page }) => {
  await openSheet(page, 'long', 'filled', 'A5');
  const pages = await pdfOf(page);
  expect(pages.length).toBe(2);
  expect(pages[1]?.text).toContain('hal. 2/2');
  expect(pages[1]?.text).toContain('42/2026');
  expect(pages[1]?.text).toContain('(lanjutan)');
});

test('a secret letter ticks Rahasia and no speed; the code says nothing of its content', async ({ page }) => {
  await openSheet(page, 'secret', 'blank', 'A4');
  const ticks = page.locator('.print-root .sheet-nature .sheet-tick');
  expect(
    await ticks.evaluateAll((boxes) => boxes.map((box) => `${box.textContent} ${box.getAttribute('data-ticked')}`)),
  ).toEqual(['Sangat Segera false', 'Segera false', 'Rahasia true']);
  await openSheet(page, 'long', 'blank', 'A4');
  expect(await ticks.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-ticked')))).toEqual([
    'true',
    'false',
    'false',
  ]);
});

test('markup in a field is text, endless words are broken, nothing runs off the paper', async ({ page }) => {
  const complained = complaints(page);
  await openSheet(page, 'hostile', 'filled', 'A5');
  expect(await flowText(page, 'subject')).toBe(`<b>${'panjang'.repeat(300)}</b> &amp; akhirperihal`);
  expect(await flowText(page, 'sender')).toBe(`<script>alert(1)</script> ${'Dinas'.repeat(80)}`);
  expect(await overflows(page)).toEqual([]);
  const beyond = await page.locator('.print-root').evaluate((root) =>
    [...root.querySelectorAll('.sheet-page')].flatMap((sheet) => {
      const edge = sheet.getBoundingClientRect().right;
      return [...sheet.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > edge).length;
    }),
  );
  expect(beyond.every((count) => count === 0)).toBe(true);
  expect(allText(await pdfOf(page))).toContain('akhirperihal');
  expect(complained).toEqual([]);
});

test('the paper is black on white in the dark theme', async ({ page }) => {
  await openSheet(page, 'usual', 'filled', 'A4');
  const colours = await page
    .locator('.print-root .sheet-page')
    .first()
    .evaluate((sheet) => {
      const { color, backgroundColor } = getComputedStyle(sheet);
      return { color, backgroundColor };
    });
  expect(colours).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' });
});

test('several letters print as one job, each with its own pages', async ({ page }) => {
  await openSheet(page, 'usual,secret', 'blank', 'half-folio');
  const pages = await pdfOf(page);
  expect(pages.map(({ text }) => /No\. Agenda (\d+\/2026) *hal\. 1\/1/.exec(text)?.[1])).toEqual([
    '41/2026',
    '44/2026',
  ]);
});

test('a letter that is not here says so and is never printed as an empty sheet', async ({ page }) => {
  await page.goto(`${harness.url}#/cetak/nowhere?kind=blank&paper=A4`);
  await page.waitForSelector('html[data-sheet=missing]');
  await expect(page.getByRole('alert')).toContainText('Surat ini tidak ditemukan');
});

test('the dialog shows the pages, records the print first, and prints the sheet alone', async ({ page }) => {
  const complained = complaints(page);
  await page.goto(`${harness.url}#/dialog/long`);
  await page.evaluate(() => {
    window.print = () => {
      const printed = document.querySelector('.print-root')?.textContent ?? '';
      document.body.dataset['printed'] =
        `${document.body.dataset['printed'] ?? ''}|${document.title}:${printed.length}`;
      // While the browser's dialog is open the page does not change; the test inspects it meanwhile.
      Object.assign(window, { frozen: document.querySelector('.print-root')?.outerHTML });
    };
  });
  const preview = page.getByRole('document', { name: 'Pratinjau lembar' });
  await expect(preview.locator('.sheet-page')).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Ukuran kertas' }).click();
  await page.getByRole('option', { name: 'A4 (210 × 297 mm)' }).click();
  await expect(preview.locator('.sheet-page')).toHaveCount(1);
  await page.getByRole('radio', { name: 'Kosong' }).check();
  await expect(preview).not.toContainText('Pelajari dan siapkan telaahan');
  await expect(page.getByText('Simpan sebagai PDF')).toBeVisible();
  await page.getByRole('button', { name: 'Cetak', exact: true }).click();
  await expect(page.getByText('Pencetakan tercatat.')).toBeVisible();
  const printed = await page.evaluate(() => document.body.dataset['printed']);
  expect(printed).toMatch(/^\|Lembar Disposisi 42-2026 \(kosong\):\d+$/);
  const prints = await page.evaluate(async () => {
    const { office } = window as unknown as {
      office: {
        get(
          type: string,
          id: string,
        ): Promise<{ facts: { kind: string; id: string; paper?: string; sheet?: string }[] }>;
      };
    };
    return (await office.get('letter', 'long')).facts.filter(({ kind }) => kind === 'print');
  });
  expect(prints).toMatchObject([{ sheet: 'blank', paper: 'A4' }]);
  expect(await page.locator('.print-root').count()).toBe(0);
  expect(complained).toEqual([]);
});

test('Ctrl+P prints the sheet of the dialog and the book of the page, never the screen', async ({ page }) => {
  const printed = async (): Promise<readonly string[]> =>
    page.evaluate(() => (window as unknown as { printed: string[] }).printed);
  const watch = (): Promise<void> =>
    page.evaluate(() => {
      const found: string[] = [];
      Object.assign(window, { printed: found });
      window.print = () => found.push(document.querySelector('.print-root')?.textContent ?? 'the screen');
    });
  await page.goto(`${harness.url}#/dialog/usual`);
  await watch();
  await expect(page.getByText('Cetak lembar disposisi')).toBeVisible();
  await expect(page.getByRole('document', { name: 'Pratinjau lembar' }).locator('.sheet-page')).toHaveCount(1);
  await page.keyboard.press('Control+p');
  await expect.poll(printed).toHaveLength(1);
  expect((await printed())[0]).toMatch(/^PEMERINTAH PROVINSI RIAU/);
  await page.goto('about:blank');
  await page.goto(`${harness.url}#/cetak-agenda?from=2026-09-01&to=2026-11-20&paper=A4`);
  await page.waitForSelector('html[data-sheet=ready]');
  await watch();
  await page.keyboard.press('Control+p');
  await expect.poll(printed).toHaveLength(1);
  expect((await printed())[0]).toContain('BUKU AGENDA SURAT MASUK');
});

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
    const widths = await page
      .locator('.agenda thead th')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
    // The subject has the widest column, and the clerk's name and NIP stand below the signature.
    expect(widths.indexOf(Math.max(...widths))).toBe(4);
    expect(squeezed(await page.locator('.agenda-foot').innerText())).toMatch(/Petugasagenda,\S*[a-z]\S*NIP\d{18}$/);
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
