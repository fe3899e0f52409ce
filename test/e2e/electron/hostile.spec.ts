import { expect, test } from './fixture.ts';

const hostile = [
  'https://evil.example/',
  'https://evil.example/?next=app://bundle/index.html',
  'app://bundle.evil.example/',
  'app://evil/index.html',
  'file:///etc/passwd',
  'data:text/html,<h1>app://bundle</h1>',
  'javascript:document.title="owned"',
];

test.beforeEach(async ({ shell }) => {
  // Attempts to leave the program are recorded instead of opened.
  await shell.program().app.evaluate(({ shell: system }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    system.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
});

for (const url of hostile) {
  test(`no click, no script and no form leaves the program for ${url}`, async ({ shell }) => {
    const { app, page } = shell.program();
    const home = page.url();
    for (const way of ['link', 'blank', 'assign', 'open', 'form', 'frame'] as const) {
      await page.evaluate(
        ([to, how]) => {
          const link = Object.assign(document.createElement('a'), {
            href: to,
            target: how === 'blank' ? '_blank' : '',
          });
          const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
          document.body.append(link, form);
          try {
            if (how === 'assign') location.assign(to);
            else if (how === 'open') window.open(to);
            else if (how === 'form') form.submit();
            else if (how === 'frame')
              document.body.append(Object.assign(document.createElement('iframe'), { src: to }));
            else link.click();
          } catch {
            // Refusing by an exception is a refusal too.
          }
        },
        [url, way] as const,
      );
      await page.waitForTimeout(100); // a navigation that is not refused needs a moment to show
    }
    expect(page.url()).toBe(home);
    expect(await page.title()).toBe('Lembar');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([]);
  });
}

test('the bridge opens only what the parser calls https or a plain mailto', async ({ shell }) => {
  const { app, page } = shell.program();
  const answers = await page.evaluate(async () => {
    const urls = [
      'https://riau.go.id/a b',
      'http://riau.go.id',
      'file:///etc/passwd',
      'mailto:a@b.id?attach=/etc/passwd',
    ];
    return Promise.all(urls.map(async (url) => (await window.lembar.openExternal(url)).ok));
  });
  expect(answers).toEqual([true, false, false, false]);
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://riau.go.id/a%20b',
  ]);
});

test('the bridge refuses arguments it does not know, and says so by a code', async ({ shell }) => {
  const { page } = shell.program();
  const codes = await page.evaluate(async () => {
    type Call = (...args: unknown[]) => Promise<{ error?: { code: string } }>;
    const bridge = window.lembar as unknown as Record<'pending' | 'print' | 'append', Call>;
    const answers = [bridge.pending('many'), bridge.print('https://evil.example', 'pdf', 'x'), bridge.append()];
    return (await Promise.all(answers)).map(({ error }) => error?.code);
  });
  expect(codes).toEqual(['BAD_ARGUMENTS', 'BAD_ARGUMENTS', 'BAD_ARGUMENTS']);
});

test('permissions nobody needs are refused', async ({ shell }) => {
  const { page } = shell.program();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as const;
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).not.toContain('granted');
});

test('nothing outside the renderer’s folder is served', async ({ shell }) => {
  const { page } = shell.program();
  const statuses = await page.evaluate(async () => {
    const paths = ['/../main/index.js', '/%2e%2e/main/index.js', '/..%2fmain%2findex.js', '/..%5cmain%5cindex.js'];
    return Promise.all(paths.map(async (path) => (await fetch(`app://bundle${path}`)).status));
  });
  for (const status of statuses) expect([400, 404]).toContain(status);
});
