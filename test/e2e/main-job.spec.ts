import { squeezed } from './print-harness/read-pdf.ts';
import { openBook, openLetter, readBook } from './pages/agenda.ts';
import { chainOf, complete, forward, transcribe } from './pages/letter.ts';
import { printSheet, sheetPdf } from './pages/print.ts';
import { book, bookedNumber, openForm, openSaved, typeLetter, type Booked } from './pages/register.ts';
import { enrol, signIn, switchTo } from './pages/session.ts';
import { cut, mend, readyForOffline, settled, syncWords } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import { isSecretSample, longest, samples, type PaperLetter } from './support/samples.ts';
import { readRegister } from './support/server-books.ts';
import { lastOnPaper } from './support/set-up-office.ts';
import { paperSizes } from '../../shared/sheet/paper.ts';

const kabid = 'Kepala Bidang Aplikasi dan Informatika';
const kasi = 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi';
const prakom = 'Pranata Komputer';

/** Kepala Dinas → Kabid Aptika → Kasi → Pranata Komputer, all of it read from the sheet. */
const onPaper = [
  { to: [kabid], instructions: ['Proses lebih lanjut'], note: 'Pelajari & siapkan telaahan sebelum rapat Jumat.' },
  { to: [kasi], instructions: ['Ditindaklanjuti'], note: 'Undang pengusul untuk analisa bersama.' },
  { to: [prakom], instructions: ['Koordinasi/konfirmasikan'], note: 'Siapkan bahan rapat analisa kebutuhan.' },
];

const ownLetters: readonly PaperLetter[] = [
  'Dinas Kebudayaan',
  'Biro Umum',
  'Kantor Kelurahan Simpang Tiga',
  'Badan Riset',
].map((sender, i) => ({
  sender,
  number: `005/${i + 1}/X/2026`,
  date: '07/10/2026',
  subject: `Undangan rapat ke-${i + 1}`,
}));

const isDuplicate = (letter: PaperLetter, at: number): boolean =>
  samples.some(
    ({ sender, number, date }, i) =>
      i < at && sender === letter.sender && number === letter.number && date === letter.date,
  );

test('booked, disposed and printed without the network, and it arrives at the second desk', async ({
  office,
  openDesk,
}) => {
  test.setTimeout(600_000);
  const one = await openDesk('Meja TU', { timezone: 'America/New_York', ownBrowser: true });
  const two = await openDesk('Meja Sekretaris', { timezone: 'Asia/Makassar', as: 'kasi.aplikasi' });
  const first = new Map<number, Booked>();
  const ids = { bpbd: '', long: '', secret: '' };

  await test.step('two desks are connected, and whoever will work here signs in once', async () => {
    await enrol(one.page, office.address, 'Meja TU', 'tu');
    await readyForOffline(one);
    await switchTo(one.page, 'sekretaris');
    await settled(one);
    await switchTo(one.page, 'kabid.aptika');
    await settled(one);
    await switchTo(one.page, 'tu');
    await settled(two);
    await switchTo(two.page, 'sekretaris');
    await readyForOffline(two);
  });

  await cut(one);
  await cut(two);

  await test.step('the clerk books the samples by keyboard: a number for 2026, a provisional code for closed years', async () => {
    for (const [at, letter] of samples.entries()) {
      if (isSecretSample(letter)) continue;
      if (isDuplicate(letter, at)) {
        await openForm(one.page);
        await typeLetter(one.page, letter);
        await one.page.keyboard.press('Control+Enter');
        await expect(one.page.getByText('Surat yang sama mungkin sudah dicatat')).toBeVisible();
        const reason = one.page.getByLabel('Alasan tetap mencatat');
        await expect(reason).toBeFocused();
        await one.page.keyboard.type('Diantar kembali dengan lampiran lengkap');
        await one.page.keyboard.press('Control+Enter');
        first.set(at, await bookedNumber(one.page));
      } else {
        first.set(at, await book(one.page, letter));
      }
      const { label } = first.get(at) ?? { label: '' };
      expect(label, letter.subject).toMatch(letter.year === 2026 ? /^\d+\/2026$/ : /^S-D\d+-\d+$/);
      if (at === 0) ids.bpbd = await openSaved(one.page);
      if (letter.subject === longest.subject) ids.long = await openSaved(one.page);
    }
  });

  await test.step('the secret letter is booked by an account that may, at the same desk', async () => {
    await switchTo(one.page, 'sekretaris');
    const secret = samples.find(isSecretSample) as PaperLetter;
    const booked = await book(one.page, secret);
    expect(booked.label).toMatch(/^\d+\/2026$/);
    first.set(samples.findIndex(isSecretSample), booked);
    ids.secret = await openSaved(one.page);
    const sheet = await sheetPdf(one.page, ids.secret, 'blank', 'A4');
    expect(sheet.ticks).toEqual({ 'Sangat Segera': false, Segera: true, Rahasia: true });
    await switchTo(one.page, 'tu');
  });

  await test.step('the second desk books letters of its own meanwhile', async () => {
    for (const letter of ownLetters) expect((await book(two.page, letter)).label).toMatch(/^\d+\/2026$/);
  });

  await test.step('the blank sheet is printed; every paper has its size, the whole subject and room for the paraf', async () => {
    await openLetter(one.page, longest.number);
    await one.page.getByRole('button', { name: 'Cetak', exact: true }).click();
    const printed = await printSheet(one.page, 'Kosong', 'F4 (215 × 330 mm)');
    expect(printed).toContain(longest.sender);
    for (const paper of paperSizes) {
      const sheet = await sheetPdf(one.page, ids.long, 'blank', paper);
      expect(sheet.subject).toBe(longest.subject);
      expect(longest.subject.length).toBe(445);
      if (sheet.pages.length === 1) expect(sheet.text).toContain(squeezed(longest.subject));
      expect(sheet.text).toContain(squeezed('2 Oktober 2026'));
      expect(sheet.text).toContain(squeezed('5 Oktober 2026, 09.10 WIB'));
    }
  });

  await test.step("the head's disposition and those after it are typed in from the sheet, and the filled sheet printed", async () => {
    await openLetter(one.page, 'Pelaporan Kejadian Bencana');
    ids.bpbd = /surat\/([^/?]+)/.exec(one.page.url())?.[1] ?? '';
    for (const written of onPaper) await transcribe(one.page, written);
    for (const person of ['Kepala Dinas', kabid, kasi, prakom]) await expect(chainOf(one.page)).toContainText(person);
    await one.page.getByRole('button', { name: 'Cetak', exact: true }).click();
    await printSheet(one.page, 'Terisi', 'A4 (210 × 297 mm)');
    for (const paper of paperSizes) {
      const sheet = await sheetPdf(one.page, ids.bpbd, 'filled', paper);
      for (const { note, instructions } of onPaper) {
        expect(sheet.text, paper).toContain(squeezed(note));
        for (const text of instructions) expect(sheet.text, paper).toContain(squeezed(text));
      }
      expect(sheet.text).toContain(squeezed('Pekanbaru, 8 Oktober 2026'));
      expect(sheet.ticks).toMatchObject({ Segera: true, Rahasia: false });
    }
    await openLetter(one.page, longest.number);
    await transcribe(one.page, {
      to: [kabid],
      instructions: ['Tanggapan dan saran'],
      note: 'Mohon telaahan. '.repeat(60).trim(),
    });
    const small = await sheetPdf(one.page, ids.long, 'filled', 'A5');
    expect(small.pages.length).toBeGreaterThanOrEqual(2);
    expect(small.pages[1]?.text).toMatch(/hal\. 2\/\d/);
  });

  await test.step('closed and opened again, still offline: signed in with the remembered password, all is there', async () => {
    const before = await readBook(one.page);
    await one.restart();
    await signIn(one.page, 'tu');
    await expect(syncWords(one.page)).toContainText('Luring');
    expect(await readBook(one.page)).toEqual(before);
    await openLetter(one.page, 'Pelaporan Kejadian Bencana');
    await expect(chainOf(one.page)).toContainText(onPaper[2]?.note ?? '');
  });

  await test.step('both wires come back, with lost answers, repeated requests and a slow line', async () => {
    one.wire.loseAnswers('/api/sync/push', 2);
    one.wire.repeat('/api/sync/push');
    two.wire.loseAnswers('/api/sync/push', 1);
    two.wire.delay(60);
    one.wire.mend();
    await mend(two);
    await mend(one);
    two.wire.delay(0);
  });

  await test.step('the letters of closed years have got their numbers', async () => {
    const lines = await readBook(one.page);
    for (const [at, letter] of samples.entries()) {
      if (letter.year === 2026) continue;
      const line = lines.find((cells) => cells[4] === letter.subject);
      expect(line?.[0], `sample ${at + 1}`).toMatch(new RegExp(`^\\d+/${letter.year}$`));
    }
  });

  await test.step('the chain goes on at the desks of those it came to, some of it offline', async () => {
    await switchTo(one.page, 'kabid.aptika');
    await settled(one);
    await one.page.getByRole('link', { name: 'Tugas Saya' }).click();
    await one.page.getByRole('link', { name: new RegExp(longest.sender) }).click();
    await forward(one.page, {
      to: [kasi],
      instructions: ['Ditindaklanjuti'],
      note: 'Mohon dianalisa bersama pengusul.',
    });
    await settled(one);
    await switchTo(two.page, 'kasi.aplikasi');
    await mend(two);
    await cut(two);
    await openLetter(two.page, longest.number);
    await expect(chainOf(two.page)).toContainText('Mohon dianalisa bersama pengusul.');
    await forward(two.page, { to: [prakom], instructions: ['Ditindaklanjuti'], note: 'Susun dokumen kebutuhan.' });
    await mend(two);

    const three = await openDesk('Meja Prakom', { as: 'prakom' });
    await settled(three);
    await openLetter(three.page, longest.number);
    await complete(three.page, 'Dokumen kebutuhan sudah disusun.');
    await settled(three);
    expect(three.complaints).toEqual([]);
  });

  await test.step('no number is used twice, and every paper number is the one the register has', async () => {
    const { used, letters } = readRegister(office.dataDir);
    expect(letters).toHaveLength(samples.length + ownLetters.length);
    expect(new Set(used.map(({ year, no }) => `${no}/${year}`)).size).toBe(letters.length);
    expect(used.filter(({ year }) => year === 2026).every(({ no }) => no > lastOnPaper)).toBe(true);
    for (const { id, agenda } of letters) {
      expect(agenda).toMatchObject({ provisional: null, conflict: false });
      expect(used).toContainEqual({ book: 'SM', year: agenda.year, no: agenda.no, letter: id });
    }
    for (const [at, { label }] of first) {
      const sample = samples[at];
      if (sample?.year !== 2026) continue;
      const booked = letters.filter(
        ({ subject, letterNumber }) => subject === sample.subject && letterNumber === sample.number,
      );
      expect(booked.map(({ agenda }) => `${agenda.no}/${agenda.year}`)).toContain(label);
    }
    expect(letters.map(({ sender }) => sender.name)).toContain('PT Jaringan "Nusa" & Rekan');
    expect(letters.map(({ letterNumber }) => letterNumber)).toContain('555–12/DISKOMINFO-PS/X/2026');
  });

  await test.step('both desks show the same book, the same chain, and no attention items', async () => {
    await switchTo(one.page, 'sekretaris');
    await switchTo(two.page, 'sekretaris');
    const chains: string[] = [];
    const books: unknown[] = [];
    for (const desk of [one, two]) {
      await mend(desk);
      books.push(await readBook(desk.page));
      await openLetter(desk.page, longest.number);
      await expect(chainOf(desk.page)).toContainText('Dokumen kebutuhan sudah disusun.');
      chains.push(await chainOf(desk.page).innerText());
      await desk.page.getByRole('link', { name: 'Perlu Perhatian' }).click();
      await expect(desk.page.getByText('Tidak ada yang perlu diperhatikan')).toBeVisible();
      await openBook(desk.page);
    }
    expect(books[0]).toEqual(books[1]);
    expect(chains[0]).toEqual(chains[1]);
    expect(books[0]).toHaveLength(samples.length + ownLetters.length);
  });

  expect([...one.complaints, ...two.complaints]).toEqual([]);
});
