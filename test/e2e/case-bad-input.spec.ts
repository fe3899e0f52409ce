import type { Page } from '@playwright/test';
import { buildApplication as service } from '../../shared/services/build-app.ts';
import { doStep, fillStep, findCase, openCase, section, stepForm } from './pages/case.ts';
import { writeDocument } from './pages/documents.ts';
import { haveRequirement } from './pages/requirements.ts';
import { book, openForm, openSaved, typeLetter } from './pages/register.ts';
import { addScans, dropFile, scanPanel } from './pages/scans.ts';
import { switchTo } from './pages/session.ts';
import { cut, mend, readyForOffline, settled } from './pages/sync.ts';
import type { E2eDesk } from './support/desk.ts';
import { expect, test } from './support/office-test.ts';

const subject = 'Permohonan pembuatan aplikasi perizinan satu pintu';
const letter = { sender: 'DPMPTSP', number: '503/DPMPTSP/X/2026', date: '05/10/2026', subject };
const onward = 'Lengkap, teruskan ke Kepala Seksi';

/** Every paper of the request is there, so that only the step itself is in question. */
async function bringPapers(page: Page): Promise<void> {
  for (const { code } of service.requirements) await haveRequirement(page, service, code);
}

/** A request with all its papers, before the head of the field at that desk; its number. */
async function caseAtReview(desk: E2eDesk): Promise<string> {
  const { page } = desk;
  await book(page, letter);
  await openSaved(page);
  const number = await openCase(page);
  await bringPapers(page);
  await settled(desk);
  await switchTo(page, 'kabid.aptika');
  await settled(desk);
  await findCase(page, number);
  return number;
}

test('what a request lacks is said at its field, and a person who does not act in a step sees whose it is', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const desk = await openDesk('Meja TU', { as: 'tu' });
  const { page } = desk;
  await readyForOffline(desk);

  await test.step('a secret letter without the right to book one: said at the level, nothing booked, nothing lost', async () => {
    await openForm(page);
    await typeLetter(page, { ...letter, security: 3 });
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Anda tidak berwenang mencatat surat rahasia.')).toBeVisible();
    await expect(page.getByLabel('Perihal')).toHaveValue(subject);
    await page.getByRole('radio', { name: 'Biasa', exact: true }).last().check();
    await page.keyboard.press('Control+Enter');
  });
  await openSaved(page);
  const number = await openCase(page);

  await test.step('on the checklist: a file of another kind, one of 40 MB, and a paper nobody can find later', async () => {
    await section(page, 'Persyaratan').click();
    await dropFile(page, 'kak.docx', 'PK no scan at all');
    await expect(scanPanel(page).getByRole('alert')).toContainText('Gunakan PDF, JPEG, PNG, atau WebP');
    await dropFile(page, 'database.pdf', `%PDF-1.7${' '.repeat(40 * 1024 * 1024)}`);
    await expect(scanPanel(page).getByRole('alert')).toContainText('lebih dari 25 MB');
    await addScans(page, 'surat.pdf');
    await page.getByRole('button', { name: /^Catat Dokumen Kerangka/ }).click();
    const dialog = page.getByRole('dialog', { name: /Kerangka Acuan Kerja/ });
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel(/^Keterangan/)).toHaveAccessibleDescription(
      'Lampirkan pindaian atau tulis keterangan di mana dokumennya disimpan.',
    );
    await expect(dialog.getByLabel(/^Keterangan/)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await haveRequirement(page, service, 'kak', { scan: 'surat.pdf' });
  });

  await test.step('another position reads the step, whose it is, and has no way to end it', async () => {
    await section(page, 'Langkah').click();
    await expect(page.getByText('Langkah ini dikerjakan oleh Kepala Bidang Aplikasi dan Informatika')).toBeVisible();
    await expect(page.getByRole('button', { name: onward })).toHaveCount(0);
    await settled(desk);
    await switchTo(page, 'kabid.statistik');
    await settled(desk);
    await findCase(page, number);
    await expect(page.getByRole('form')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Tindakan lain' })).toHaveCount(0);
    await section(page, 'Persyaratan').click();
    await expect(page.getByText('Persyaratan belum lengkap.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Catat Surat permohonan/ })).toHaveCount(0);
    await section(page, 'Dokumen').click();
    await expect(page.getByRole('button', { name: /^Buat: / })).toHaveCount(0);
    await switchTo(page, 'kabid.aptika');
    await settled(desk);
    await findCase(page, number);
  });

  await test.step('missing gates: the field, the papers and the document are named, and what was typed stays', async () => {
    await section(page, 'Langkah').click();
    const form = stepForm(page, service, 'telaah');
    const note = form.getByLabel('Catatan atau alasan');
    await note.fill('Sudah dibahas dengan pengusul.');
    await form.getByRole('button', { name: onward }).click();
    await expect(form.getByLabel('Hasil telaah')).toHaveAccessibleDescription('Wajib diisi.');
    await expect(form.getByLabel('Hasil telaah')).toBeFocused();
    await expect(form.getByRole('alert')).toContainText('Persyaratan belum lengkap: Surat permohonan');
    await expect(form.getByRole('alert')).not.toContainText('Kerangka Acuan Kerja');
    await expect(form.getByRole('alert')).toContainText('Dokumen "Hasil telaah" belum diberi nomor dan tanggal');
    await expect(note).toHaveValue('Sudah dibahas dengan pengusul.');
    await fillStep(page, service, 'telaah', { 'hasil-telaah': 'Layak dibangun.' });
    await form.getByLabel('Selesai tanggal').fill('31/02/2026');
    await form.getByRole('button', { name: onward }).click();
    await expect(form.getByLabel('Selesai tanggal')).toHaveAccessibleDescription(/^Bukan tanggal yang benar/);
    await form.getByLabel('Selesai tanggal').fill('08/10/2027');
    await form.getByRole('button', { name: onward }).click();
    await expect(form.getByText(/Tanggal selesai .* belum tiba/).first()).toBeVisible();
    await form.getByLabel('Selesai tanggal').fill('08/10/2026');
    await note.fill('');
    await form.getByRole('button', { name: 'Belum lengkap, kembalikan berkas' }).click();
    await expect(note).toHaveAccessibleDescription('Tuliskan alasannya.');
    await expect(form.getByLabel('Hasil telaah')).toHaveValue('Layak dibangun.');
  });

  await test.step('with everything there it goes on', async () => {
    await bringPapers(page);
    await writeDocument(page, 4, 'Hasil telaah');
    await section(page, 'Langkah').click();
    const day = stepForm(page, service, 'telaah').getByLabel('Selesai tanggal');
    const next = stepForm(page, service, 'telaah').getByRole('button', { name: onward });
    await day.fill('31/11/2026');
    await next.click();
    await expect(day).toHaveAccessibleDescription(/^Bukan tanggal yang benar/);
    await expect(page.locator('[aria-current=step]')).toContainText('4. ');
    await section(page, 'Riwayat').click();
    await section(page, 'Langkah').click();
    // A day that is none is nobody's today: it stays until it is mended, and only then the step is finished.
    await expect(day).toHaveValue('31/11/2026');
    await day.fill('08/10/2026');
    await next.click();
    await expect(page.locator('[aria-current=step]')).toContainText('5. Analisa bersama pengusul');
  });
  expect(desk.complaints).toEqual([]);
});

test('a step ended at another desk meanwhile: the second record is flagged, and both are shown side by side', async ({
  openDesk,
}) => {
  test.setTimeout(300_000);
  const one = await openDesk('Meja TU', { as: 'tu' });
  const two = await openDesk('Meja Kabid', { as: 'kabid.aptika' });
  await settled(one);
  const number = await caseAtReview(one);
  await settled(two);
  await findCase(two.page, number);

  await cut(two);
  await test.step('offline one desk refuses, the other sends it on', async () => {
    const form = stepForm(two.page, service, 'telaah');
    await fillStep(two.page, service, 'telaah', { 'hasil-telaah': 'Sudah ada aplikasi serupa.' });
    await writeDocument(two.page, 4, 'Surat penolakan');
    await section(two.page, 'Langkah').click();
    await form.getByLabel('Catatan atau alasan').fill('Dilayani aplikasi yang ada.');
    await form.getByRole('button', { name: 'Tolak permohonan' }).click();
    await expect(two.page.getByText('Permohonan berakhir: Ditolak.')).toBeVisible();

    await fillStep(one.page, service, 'telaah', { 'hasil-telaah': 'Layak dibangun.' });
    await writeDocument(one.page, 4, 'Hasil telaah');
    await section(one.page, 'Langkah').click();
    await stepForm(one.page, service, 'telaah').getByRole('button', { name: onward }).click();
    await expect(one.page.locator('[aria-current=step]')).toContainText('5. Analisa');
    await settled(one);
  });

  await test.step('connected again, the desk that came second is notified, with the way to the request', async () => {
    await mend(two);
    await two.page.keyboard.press('Alt+4');
    const card = two.page.getByRole('article', { name: 'Penyelesaian langkah permohonan' });
    await expect(card).toContainText('Langkah ini sudah diselesaikan');
    await expect(card).toContainText('Dilayani aplikasi yang ada.');
    await card.getByRole('link', { name: /permohonan/i }).click();
  });

  await test.step('both records are at both desks; the first one counts', async () => {
    for (const { page } of [one, two]) {
      const step = page.getByRole('listitem').filter({ hasText: '4. Telaah surat dan kelengkapan' });
      await expect(step).toContainText(onward);
      await expect(step).toContainText('Tolak permohonan');
      await expect(step).toContainText('Dilayani aplikasi yang ada.');
      await expect(step.getByText(/^Tidak berlaku: langkah ini sudah diselesaikan di tempat lain/)).toHaveCount(1);
      await expect(page.locator('[aria-current=step]')).toContainText('5. Analisa bersama pengusul');
    }
  });
  expect([...one.complaints, ...two.complaints]).toEqual([]);
});

test('two people in one form of a step: both see both texts, and one of them settles it', async ({ openDesk }) => {
  test.setTimeout(300_000);
  const one = await openDesk('Meja TU', { as: 'tu' });
  const two = await openDesk('Meja Prakom', { as: 'prakom' });
  await settled(one);
  const number = await caseAtReview(one);
  await writeDocument(one.page, 4, 'Hasil telaah');
  await doStep(one.page, service, 'telaah', { outcome: onward });
  await settled(one);
  await switchTo(one.page, 'kasi.aplikasi');
  for (const desk of [one, two]) {
    await settled(desk);
    await findCase(desk.page, number);
  }
  await cut(two);
  const field = ({ page }: { readonly page: Page }) =>
    stepForm(page, service, 'analisa').getByLabel('Kebutuhan pengguna');
  const said = ({ page }: { readonly page: Page }) => page.getByRole('status').filter({ hasText: 'Diisi bersamaan' });

  await test.step('at the same time, one of them without the network', async () => {
    for (const [desk, text] of [
      [one, 'Pelaporan lewat ponsel'],
      [two, 'Pelaporan lewat laman'],
    ] as const) {
      await field(desk).fill(text);
      await field(desk).blur();
    }
    await settled(one);
    await mend(two);
    await findCase(two.page, number);
  });

  await test.step('both see which text stands, and the other one', async () => {
    for (const desk of [one, two]) {
      await expect(field(desk)).toHaveValue('Pelaporan lewat laman');
      await expect(said(desk)).toContainText('Pelaporan lewat ponsel');
    }
  });

  await test.step('settled by one of them it is said no more, and stays under Perlu perhatian of both', async () => {
    await said(one)
      .getByRole('button', { name: /^Pakai isian/ })
      .click();
    for (const desk of [one, two]) {
      await expect(said(desk)).toHaveCount(0);
      await expect(field(desk)).toHaveValue('Pelaporan lewat ponsel');
      await desk.page.keyboard.press('Alt+4');
      const card = desk.page.getByRole('article', { name: 'Isian langkah yang sama ditulis dua orang' });
      await expect(card).toContainText('Pelaporan lewat ponsel');
      await expect(card).toContainText('Kebutuhan pengguna');
    }
    await one.page.screenshot({ path: test.info().outputPath('card.png') });
  });
  expect([...one.complaints, ...two.complaints]).toEqual([]);
});
