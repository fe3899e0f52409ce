import { addScans } from './pages/scans.ts';
import { openBook, openLetter, readBook } from './pages/agenda.ts';
import { chainOf, transcribe } from './pages/letter.ts';
import { book, openSaved } from './pages/register.ts';
import { switchTo } from './pages/session.ts';
import { exchangeNow, settled } from './pages/sync.ts';
import { dumpDatabases, filesHolding, holds } from './support/find-text.ts';
import { expect, test } from './support/office-test.ts';
import { isSecretSample, samples, type PaperLetter } from './support/samples.ts';

const secret = samples.find(isSecretSample) as PaperLetter;
const open: PaperLetter = {
  sender: 'Dinas Perkebunan',
  number: '525/DISBUN/X/2026/31',
  date: '05/10/2026',
  subject: 'Sengketa batas lahan yang semula dikira biasa',
};

const scanFileName = 'surat.pdf';
/** How every PDF begins. */
const scanned = '%PDF-';

test('a secret letter is at no desk it is not addressed to: not in its store, its journal, its files or its traffic', async ({
  openDesk,
}) => {
  test.setTimeout(240_000);
  const writer = await openDesk('Meja Sekretaris', { as: 'sekretaris' });
  const other = await openDesk('Meja Aptika', { as: 'kabid.aptika', ownBrowser: true });
  const addressed = await openDesk('Meja Persandian', { as: 'kabid.persandian', ownBrowser: true });
  for (const desk of [writer, other, addressed]) await settled(desk);

  const { label } = await book(writer.page, secret);
  await openSaved(writer.page);
  await addScans(writer.page, scanFileName);
  const note = 'Tutup celah yang disebut auditor sebelum akhir bulan.';
  await transcribe(writer.page, {
    to: ['Kepala Bidang Pengamanan Persandian'],
    instructions: ['Ditindaklanjuti'],
    note,
  });
  await settled(writer);
  const agenda = await writer.page
    .getByText(/^\d+\/2026$/)
    .first()
    .innerText();

  await test.step('where it is addressed, it is there with its chain', async () => {
    await exchangeNow(addressed.page);
    await openLetter(addressed.page, 'Audit Keamanan');
    await expect(chainOf(addressed.page)).toContainText(note);
    // It came over the wire, and is in this PC's store under the account's key alone.
    expect(holds(addressed.wire.received(), secret.subject)).toBe(true);
    expect(await dumpDatabases(addressed.page)).not.toContain(secret.subject);
  });

  await test.step('elsewhere there is the stub: number, dates and the level', async () => {
    await exchangeNow(other.page);
    const line = (await readBook(other.page)).find(([no]) => no === agenda);
    expect(line?.[1]).toContain('05/10/2026');
    expect(line?.slice(2, 5)).toEqual(['Rahasia', expect.stringContaining('02/10/2026'), 'Rahasia']);
    await other.page.locator('[role=row][data-index="0"]').click();
    await expect(other.page.getByRole('heading', { name: 'Surat rahasia' })).toBeVisible();
    await expect(other.page.getByText('2 Oktober 2026')).toBeVisible();
  });

  await test.step('an account that comes to that desk later reads it from packs, the stub alone as well', async () => {
    await switchTo(other.page, 'kasi.aplikasi');
    await settled(other);
    expect((await readBook(other.page)).map(([no]) => no)).toContain(agenda);
  });

  await test.step('search does not find it', async () => {
    await openBook(other.page);
    await other.page.getByRole('searchbox', { name: 'Cari dalam buku agenda' }).fill('Audit Keamanan');
    await expect(other.page.getByText('Tidak ada surat yang cocok')).toBeVisible();
  });

  await test.step('a letter that becomes secret leaves the desks it was open to', async () => {
    await book(writer.page, open);
    await openSaved(writer.page);
    await settled(writer);
    await exchangeNow(other.page);
    expect(await dumpDatabases(other.page)).toContain(open.subject);
    await writer.page.getByRole('button', { name: 'Tindakan lain' }).click();
    await writer.page.getByRole('menuitem', { name: 'Koreksi' }).click();
    const dialog = writer.page.getByRole('dialog', { name: 'Koreksi data surat' });
    await dialog.getByRole('radio', { name: 'Rahasia', exact: true }).check();
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await expect(dialog).toBeHidden();
    await settled(writer);
    await exchangeNow(other.page);
    await expect.poll(() => dumpDatabases(other.page)).not.toContain(open.subject);
  });

  await test.step('nothing of the secret letter is anywhere at that desk', async () => {
    expect(await dumpDatabases(other.page)).not.toContain('Audit Keamanan');
    const traffic = other.wire.received();
    await other.page.goto('about:blank');
    await other.context.close();
    for (const words of [secret.subject, secret.number, note]) {
      expect(holds(traffic, words), `traffic: ${words}`).toBe(false);
      expect(await filesHolding(other.folder, words), words).toEqual([]);
    }
    // The search itself works: what is no secret stands in the journal as it is.
    expect((await filesHolding(writer.folder, 'letter.register')).length).toBeGreaterThan(0);
    expect(label).toBeTruthy();
  });

  await test.step('nor in the journal and the scans of the desk at which it was entered', async () => {
    for (const words of [secret.subject, secret.number, note, scanned]) {
      expect(await filesHolding(writer.folder, words), words).toEqual([]);
    }
    expect((await filesHolding(writer.folder, 'LEMBARS1')).length).toBeGreaterThan(0);
  });
  expect([...writer.complaints, ...other.complaints, ...addressed.complaints]).toEqual([]);
});
