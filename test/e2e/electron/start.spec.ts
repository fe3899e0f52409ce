import { channelNames } from '../../../shared/desk/channel-names.ts';
import { expect, test } from './fixture.ts';

test('the program opens one window on its own origin, its page in a sandbox', async ({ shell }) => {
  const { app, page } = shell.program();
  expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // Linux does not report it; there the page's lack of Node, below, has to suffice.
  const pages = await app.evaluate(({ app: main }) =>
    process.platform === 'linux' ? [] : main.getAppMetrics().filter(({ type }) => type === 'Tab'),
  );
  for (const { sandboxed } of pages) expect(sandboxed).toBe(true);
});

test('the page has the bridge and nothing of Node or Electron', async ({ shell }) => {
  const { page } = shell.program();
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    bridge: Object.keys(window.lembar),
    secure: isSecureContext,
    origin: location.origin,
  }));
  expect(seen.node).toEqual([]);
  expect(seen.bridge.sort()).toEqual([...channelNames].sort());
  expect([seen.secure, seen.origin]).toEqual([true, 'app://bundle']);
});

test('every screen of the start draws without one violation of the policy', async ({ shell }) => {
  const { page, said } = shell.program();
  await page.evaluate(() => {
    addEventListener('securitypolicyviolation', (event) => console.log(`violated ${event.violatedDirective}`));
  });
  await page.reload();
  await expect(page.getByLabel('Alamat server')).toBeVisible();
  expect(said.filter((line) => /violat|Content Security Policy|Trusted Type/i.test(line))).toEqual([]);
});

test('the styles of the page are allowed by its nonce', async ({ shell }) => {
  const { page } = shell.program();
  const button = page.getByRole('button', { name: 'Periksa alamat' });
  // Without emotion's styles a button looks as the browser draws one.
  await expect(button).not.toHaveCSS('display', 'inline-block');
});

test('a second start hands over to the first', async ({ shell }) => {
  const { app } = shell.program();
  expect(await app.evaluate(({ app: main }) => main.hasSingleInstanceLock())).toBe(true);
  const windows = await app.evaluate(({ app: main, BrowserWindow }) => {
    main.emit('second-instance');
    return BrowserWindow.getAllWindows().length;
  });
  expect(windows).toBe(1);
});

test('the desk describes itself honestly', async ({ shell }) => {
  const { app, page } = shell.program();
  const described = await page.evaluate(() => window.lembar.describe());
  const backend = await app.evaluate(({ safeStorage }) =>
    process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
  );
  expect(described).toMatchObject({
    ok: true,
    value: { host: 'electron', journal: 'disk', prints: true, server: null },
  });
  if (['basic_text', 'unknown'].includes(backend)) expect(described).toMatchObject({ value: { remembers: false } });
});
