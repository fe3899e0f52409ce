import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../shared/desk/page.ts';
import { sheetWordScript } from '../../../main/electron/sheet-ready.ts';
import { browserLaunch } from '../../e2e/support/browser.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => (browser = await chromium.launch(browserLaunch())), 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
  const headers = { 'content-type': 'text/html', 'content-security-policy': contentSecurityPolicy('n') };
  await page.route('http://bundle.test/', (route) =>
    route.fulfill({ headers, body: '<html><body>sheet</body></html>' }),
  );
  await page.goto('http://bundle.test/');
});

describe('a page that is to be printed, in a browser under the policy of the program', () => {
  it('is waited for until it reports ready', async () => {
    const word = page.evaluate(sheetWordScript);
    await page.evaluate(() => (document.documentElement.dataset['other'] = 'x'));
    expect(await Promise.race([word, Promise.resolve('still waiting')])).toBe('still waiting');
    await page.evaluate(() => (document.documentElement.dataset['sheet'] = 'ready'));
    expect(await word).toBe('ready');
  });

  it('may have reported it before it was asked', async () => {
    await page.evaluate(() => (document.documentElement.dataset['sheet'] = 'missing'));
    expect(await page.evaluate(sheetWordScript)).toBe('missing');
  });
});
