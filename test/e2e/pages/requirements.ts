import { expect, type Page } from '@playwright/test';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { section } from './case.ts';

/** Records that a paper of the open request is there, and its location or the scan that shows it. */
export async function haveRequirement(
  page: Page,
  service: ServiceDefinition,
  code: string,
  { scan, remark = 'Map permohonan, lemari TU' }: { readonly scan?: string; readonly remark?: string } = {},
): Promise<void> {
  const title = service.requirements.find((one) => one.code === code)?.title ?? code;
  await section(page, 'Persyaratan').click();
  await page.getByRole('button', { name: `Catat ${title}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  if (scan !== undefined) {
    await dialog.getByRole('combobox', { name: 'Pindaian surat' }).click();
    await page.getByRole('option', { name: scan }).click();
  }
  await dialog.getByLabel(/^Keterangan/).fill(scan === undefined ? remark : '');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await expect(dialog).toBeHidden();
}
