import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { book, comeBack, enrol } from './steps.ts';

test('what was saved without the server is there after a restart, still pending', async ({ shell, office }) => {
  const { page } = shell.program();
  const account = office.demoAccounts.find(({ username }) => username === 'tu');
  const { username, password } = account ?? { username: '', password: '' };
  await enrol(page, office.address, username, password);
  await office.close();
  const subject = 'Undangan rapat koordinasi SPBE';
  await book(page, { sender: 'Biro Organisasi', letterNumber: '005/ORG/77', subject });
  const again = await shell.restart();
  await comeBack(again.page, username, password);
  await expect(again.page.getByText(subject).first()).toBeVisible();
  const pending = await again.page.evaluate(() => window.lembar.pending(100));
  expect(pending.ok && pending.value.map(({ name }) => name)).toContain('letter.register');
});

test('no secret of the desk is readable in its folder', async ({ shell, office, dataDir }) => {
  const { page } = shell.program();
  const account = office.demoAccounts.find(({ username }) => username === 'tu');
  await enrol(page, office.address, account?.username ?? '', account?.password ?? '');
  const remembers = await page.evaluate(async () => {
    const info = await window.lembar.describe();
    return info.ok && info.value.remembers;
  });
  const vault = await readdir(join(dataDir, 'desk', 'vault')).catch(() => []);
  expect(vault.length > 0).toBe(remembers);
  for (const name of vault) {
    const text = await readFile(join(dataDir, 'desk', 'vault', name), 'latin1');
    expect(text).not.toMatch(/^[\x20-\x7e]+$/);
    expect(text).not.toContain(account?.password ?? '-');
  }
});
