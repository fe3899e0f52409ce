import { expect, type Page } from '@playwright/test';
import { password } from '../support/set-up-office.ts';

const inside = (page: Page) => page.getByRole('navigation', { name: 'Menu utama' });

/** Enrols a new desk: address, identity of the server, name and account. */
export async function enrol(page: Page, server: string, name: string, username: string): Promise<void> {
  await page.getByLabel('Alamat server').fill(server);
  await page.getByRole('button', { name: 'Periksa alamat' }).click();
  await page.getByRole('button', { name: 'Percayai dan lanjutkan' }).click();
  await page.getByLabel('Nama komputer ini').fill(name);
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Hubungkan dan masuk' }).click();
  await expect(inside(page)).toBeVisible();
}

/** The first sign-in of a browser at the server it was loaded from: only its name can be chosen. */
export async function enrolHere(page: Page, username: string, secret = password): Promise<void> {
  await expect(page.getByLabel('Nama komputer ini')).toHaveValue('Peramban');
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Hubungkan dan masuk' }).click();
  await expect(inside(page)).toBeVisible();
}

/** Types name and password; does not check the result. */
export async function giveName(page: Page, username: string, secret = password): Promise<void> {
  const name = page.getByLabel('Nama pengguna');
  const chip = page.getByRole('button', { name: username, exact: true });
  await expect(page.getByRole('heading', { name: 'Masuk', exact: true })).toBeVisible();
  if (await chip.isVisible()) await chip.click();
  else await name.fill(username);
  await expect(name).toHaveValue(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}

export async function signIn(page: Page, username: string): Promise<void> {
  await giveName(page, username);
  await expect(inside(page)).toBeVisible();
}

/** Hands the desk to someone else; the former one stays signed in at the server. */
export async function switchTo(page: Page, username: string): Promise<void> {
  await page.getByRole('button', { name: /^Akun / }).click();
  await page.getByRole('menuitem', { name: 'Ganti pengguna' }).click();
  await signIn(page, username);
}
