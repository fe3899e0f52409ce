import { caseState } from '../../shared/cases/case-state.ts';
import type { Case, CaseState } from '../../shared/cases/case.ts';
import { buildApplication as service } from '../../shared/services/build-app.ts';
import { serviceByCode } from '../../shared/services/standard.ts';
import { enrolDesk, type DeskClient } from '../support/desk-client.ts';
import { httpWire } from '../support/wire.ts';
import { findCase, stepForm } from './pages/case.ts';
import { settled, syncWords } from './pages/sync.ts';
import { expect, test } from './support/office-test.ts';
import { password } from './support/set-up-office.ts';

test.use({ officeIs: 'demo' });

/** As much as a cell takes; six thousand bytes. */
const full = '€'.repeat(2000);

function stateOf(found: Case): CaseState {
  const state = caseState(found, serviceByCode);
  if (!state) throw new Error('a request of no known service');
  return state;
}

/** The sample request that waits for its analysis, as the register has it. */
async function waitingCase(desk: DeskClient): Promise<Case> {
  const { rows } = await desk.snapshot();
  const cases = rows.flatMap(({ t, d }) => (t === 'case' ? [d as Case] : []));
  const found = cases.find((one) => one.service === service.code && stateOf(one).step === 'analisa');
  if (!found) throw new Error('no request waits for its analysis');
  return found;
}

test('[P6] an entry that is too large is refused where it is typed: the text stays, and nothing behind it waits', async ({
  office,
  openDesk,
}) => {
  test.setTimeout(180_000);
  // A table that nearly fills an entry, typed at another desk.
  const colleague = await enrolDesk(httpWire(office.address), 'kasi.aplikasi', password, { name: 'Meja lain' });
  const found = await waitingCase(colleague);
  const row = { nama: full, jabatan: full, instansi: full };
  const rows = [...Array.from({ length: 57 }, () => row), { nama: full, jabatan: '€'.repeat(1300), instansi: '' }];
  const act = { step: 'analisa', round: stateOf(found).round, set: { peserta: rows } };
  const drafted = await colleague.say('case.draft', { caseId: found.id, act }, { position: 'kasi-aplikasi' });
  expect(drafted.status).toBe('applied');

  const desk = await openDesk('Meja Kasi', { as: 'kasi.aplikasi' });
  const { page } = desk;
  await settled(desk);
  await findCase(page, found.title);
  const form = stepForm(page, service, 'analisa');
  const table = form.getByRole('group', { name: 'Peserta', exact: true });
  await table.getByRole('button', { name: 'Tambah baris' }).click();
  const line = table.getByRole('group', { name: `Peserta, baris ${rows.length + 1}`, exact: true });
  const [name, title] = [line.getByLabel('Nama'), line.getByLabel('Jabatan')];
  await name.fill(full);
  await title.fill(full);
  await title.blur();

  const status = form.getByRole('status');
  await expect(status).toContainText('terlalu besar untuk disimpan');
  await expect(name).toHaveValue(full);
  await expect(title).toHaveValue(full);
  await expect(syncWords(page)).toContainText('Semua tersimpan di server');

  await title.fill('Kepala Seksi');
  await form.getByLabel('Bentuk aplikasi').fill('Aplikasi berbasis web.');
  await form.getByLabel('Bentuk aplikasi').blur();
  await expect(status).not.toContainText('terlalu besar');
  // It reaches the register with what was typed after it.
  const sent = async () => {
    const { peserta, 'bentuk-aplikasi': form } = stateOf(await waitingCase(colleague)).draft;
    return { last: (peserta as readonly unknown[]).at(-1), form };
  };
  const last = { nama: full, jabatan: 'Kepala Seksi' };
  await expect.poll(sent, { timeout: 30_000 }).toEqual({ last, form: 'Aplikasi berbasis web.' });
  expect(desk.complaints).toEqual([]);
});
