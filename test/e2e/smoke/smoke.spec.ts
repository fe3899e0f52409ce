import { integrateData as service } from '../../../shared/services/integrate-data.ts';
import { squeezed } from '../print-harness/read-pdf.ts';
import { openLetter, readBook } from '../pages/agenda.ts';
import { doStep, findCase, openCase, section } from '../pages/case.ts';
import { complaintLine, openRegister, saveComplaint, typeComplaint } from '../pages/complaints.ts';
import { writeDocument } from '../pages/documents.ts';
import { chainOf, transcribe } from '../pages/letter.ts';
import { sheetPdf } from '../pages/print.ts';
import { book, openSaved } from '../pages/register.ts';
import { haveRequirement } from '../pages/requirements.ts';
import { enrol, enrolHere } from '../pages/session.ts';
import { cut, exchangeNow, mend, readyForOffline, settled, syncWords } from '../pages/sync.ts';
import { prepareWindow } from '../support/office-clock.ts';
import { expect, test } from '../support/office-test.ts';

const letter = {
  sender: 'Dinas Kesehatan',
  number: '440/DINKES/IX/2026/2118',
  date: '25/09/2026',
  subject: 'Permohonan Integrasi Data Fasilitas Kesehatan dengan Portal Data Provinsi',
};
const note = 'Koordinasikan dengan Dinas Kesehatan.';
const complaint = { name: 'Siti Aminah', subject: 'Dashboard tidak berubah', text: 'Sudah dua minggu angkanya sama.' };

test('a letter goes from one desk without the network to another desk, to its request and to a browser', async ({
  office,
  openDesk,
  page: here,
}) => {
  test.setTimeout(180_000);
  const one = await openDesk('Meja TU');
  const two = await openDesk('Meja Kabid', { as: 'kabid.aptika' });
  const { page } = one;
  let number = '';

  await test.step('a desk is connected; without the network a letter is booked, disposed and printed', async () => {
    await enrol(page, office.address, 'Meja TU', 'tu');
    await readyForOffline(one);
    await cut(one);
    expect((await book(page, letter)).label).toMatch(/^\d+\/2026$/);
    const id = await openSaved(page);
    await transcribe(page, {
      to: ['Kepala Bidang Aplikasi dan Informatika'],
      instructions: ['Ditindaklanjuti'],
      note,
    });
    const sheet = await sheetPdf(page, id, 'filled', 'A4');
    for (const words of [letter.sender, letter.number, letter.subject, note])
      expect(sheet.text).toContain(squeezed(words));
  });

  await test.step('its request is opened and the first step ended, still without the network', async () => {
    number = await openCase(page);
    await haveRequirement(page, service, 'surat-permohonan');
    await haveRequirement(page, service, 'daftar-tenaga');
    await writeDocument(page, 1, 'Tanda terima berkas');
    await writeDocument(page, 1, 'Surat permintaan definisi data', '500.12/21/DISKOMINFOTIK/X/2026');
    await doStep(page, service, 'koordinasi', { outcome: 'Selesaikan langkah', onBehalf: true });
  });

  await test.step('a complaint is recorded', async () => {
    await openRegister(page);
    await page.getByRole('link', { name: 'Catat pengaduan' }).click();
    await typeComplaint(page, complaint);
    await saveComplaint(page, complaint.subject);
  });

  await test.step('the network comes back, and the other desk has all of it', async () => {
    await mend(one);
    await exchangeNow(two.page);
    await settled(two);
    await openLetter(two.page, letter.subject);
    await expect(chainOf(two.page)).toContainText(note);
    await findCase(two.page, number);
    await section(two.page, 'Langkah').click();
    await expect(two.page.locator('[aria-current=step]')).toContainText(/^2/);
    await openRegister(two.page);
    await expect(complaintLine(two.page, complaint.subject)).toBeVisible();
  });

  await test.step('the browser edition shows the same book', async () => {
    await here.addInitScript(prepareWindow, office.clock.shift);
    await here.goto(`${office.address}/`);
    await enrolHere(here, 'sekretaris');
    await expect(syncWords(here)).toContainText('Semua tersimpan di server');
    expect(await readBook(here)).toEqual(await readBook(two.page));
  });
  expect([...one.complaints, ...two.complaints]).toEqual([]);
});
