import { expect, type Locator, type Page } from '@playwright/test';
import type {
  FieldDefinition,
  FlatField,
  ServiceDefinition,
  StepDefinition,
} from '../../../shared/services/definition.ts';

type Flat = string | number | boolean;
/** What is written into a step's form, by key of the field; what is not named is filled by its kind. */
export type Written = Readonly<Record<string, Flat | readonly Readonly<Record<string, Flat>>[]>>;

export interface StepDone {
  /** What the button says. */
  readonly outcome: string;
  readonly write?: Written;
  readonly note?: string;
  readonly onBehalf?: boolean;
}

const stepOf = (service: ServiceDefinition, code: string): StepDefinition => {
  const step = service.steps.find((one) => one.code === code);
  if (!step) throw new Error(`${service.code} has no step ${code}`);
  return step;
};

const nameOf = ({ label, required }: FlatField): string => (required ? label : `${label} (bila ada)`);

/** The input of a test that has no other. */
function example(field: FlatField): Flat | null {
  switch (field.kind) {
    case 'line':
      return `${field.label} uji`;
    case 'text':
      return `${field.label}: ditulis pada saat pengujian, dengan "tanda kutip" & karakter lain.`;
    case 'date':
      return '08/10/2026';
    case 'number':
      return field.min + 3;
    case 'yes-no':
      return true;
    case 'choice':
      return field.choices[0]?.code ?? null;
  }
}

async function fillFlat(inside: Locator, page: Page, field: FlatField, value: Flat): Promise<void> {
  const at = inside.getByLabel(nameOf(field), { exact: true });
  switch (field.kind) {
    case 'yes-no':
      await inside
        .getByRole('radiogroup', { name: nameOf(field) })
        .getByRole('radio', { name: value === true ? 'Ya' : 'Tidak' })
        .check();
      return;
    case 'choice': {
      const label = field.choices.find(({ code }) => code === value)?.label ?? '';
      await inside.getByRole('combobox', { name: nameOf(field) }).click();
      await page.getByRole('option', { name: label, exact: true }).click();
      return;
    }
    default:
      await at.fill(String(value));
      await at.blur();
  }
}

async function fillField(form: Locator, page: Page, field: FieldDefinition, given: Written[string] | undefined) {
  if (field.kind !== 'rows') {
    const value = typeof given === 'object' ? null : (given ?? (field.required ? example(field) : null));
    if (value !== null) await fillFlat(form, page, field, value);
    return;
  }
  const rows = Array.isArray(given) ? given : Array.from({ length: field.min }, () => ({}));
  const group = form.getByRole('group', { name: field.label, exact: true });
  for (const [at, row] of (rows as readonly Readonly<Record<string, Flat>>[]).entries()) {
    const line = group.getByRole('group', { name: `${field.label}, baris ${at + 1}`, exact: true });
    // In a later round the form may come with the rows of a draft.
    if (!(await line.isVisible())) await group.getByRole('button', { name: 'Tambah baris' }).click();
    for (const column of field.columns) {
      const value = row[column.key] ?? (column.required ? example(column) : null);
      if (value !== null) await fillFlat(line, page, column, value);
    }
  }
}

/** The form of a step, there while it is the one to be done. */
export function stepForm(page: Page, service: ServiceDefinition, code: string): Locator {
  const { no, title } = stepOf(service, code);
  return page.getByRole('form', { name: `Isian langkah ${no}. ${title}`, exact: true });
}

export const section = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** Fills the form of the present step; nothing is finished. */
export async function fillStep(
  page: Page,
  service: ServiceDefinition,
  code: string,
  write: Written = {},
): Promise<void> {
  await section(page, 'Langkah').click();
  const form = stepForm(page, service, code);
  await expect(form).toBeVisible();
  for (const field of stepOf(service, code).fields) await fillField(form, page, field, write[field.key]);
}

/** Fills the form of the present step and ends it that way. */
export async function doStep(
  page: Page,
  service: ServiceDefinition,
  code: string,
  { outcome, write = {}, note, onBehalf = false }: StepDone,
): Promise<void> {
  await fillStep(page, service, code, write);
  const form = stepForm(page, service, code);
  if (note !== undefined) await form.getByLabel('Catatan atau alasan').fill(note);
  if (onBehalf) await form.getByRole('checkbox', { name: /atas namanya/ }).check();
  await endStep(page, service, code, outcome);
}

/** Ends the present step as its form stands, and sees its record. */
export async function endStep(page: Page, service: ServiceDefinition, code: string, outcome: string): Promise<void> {
  await section(page, 'Langkah').click();
  const form = stepForm(page, service, code);
  await expect(form).toBeVisible();
  const records = page.getByRole('button', { name: /^(?:Lihat|Sembunyikan) isian$/ });
  const before = await records.count();
  await form.getByRole('button', { name: outcome, exact: true }).click();
  await expect(records).toHaveCount(before + 1);
}

/** Opens a request from the page of its letter; returns its number. */
export async function openCase(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Buka permohonan' }).click();
  const dialog = page.getByRole('dialog', { name: 'Buka permohonan' });
  await dialog.getByRole('button', { name: 'Buka permohonan' }).click();
  await expect(dialog).toBeHidden();
  await expect(section(page, 'Langkah')).toBeVisible();
  return numberOf(page);
}

/** Number of the request whose page is open. */
export async function numberOf(page: Page): Promise<string> {
  const number = page.getByText(/^(APL|INT)-\d{4}-\S+$/).first();
  await expect(number).toBeVisible();
  return number.innerText();
}

/** Finds a request as people do, whether it still runs or not: the list, a few words, Enter. */
export async function findCase(page: Page, words: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Permohonan' }).click();
  await page.getByRole('button', { name: /^Semua \d+$/ }).click();
  const search = page.getByRole('searchbox', { name: 'Cari permohonan' });
  await search.fill(words);
  await expect(page.getByText(/1 dari \d+ permohonan|^1 permohonan/)).toBeVisible();
  await search.press('ArrowDown');
  await search.press('Enter');
  await expect(section(page, 'Langkah')).toBeVisible();
}
