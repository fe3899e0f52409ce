import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { papers } from '../../../shared/sheet/paper.ts';
import { contentSecurityPolicy } from '../../../shared/desk/page.ts';
import { paperOfRoute, sheetReady, sheetWordScript } from '../../../main/electron/sheet-ready.ts';
import { pageLaunch } from '../../e2e/support/browser.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => (browser = await chromium.launch(pageLaunch())), 60_000);
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
  const headers = { 'content-type': 'text/html', 'content-security-policy': contentSecurityPolicy('n') };
  await page.route('http://bundle.test/', (route) =>
    route.fulfill({ headers, body: '<html><body>sheet</body></html>' }),
  );
  await page.goto('http://bundle.test/');
});

describe('a page that is to be printed', () => {
  it('is waited for until it says its word', async () => {
    const word = page.evaluate(sheetWordScript);
    await page.evaluate(() => (document.documentElement.dataset['other'] = 'x'));
    expect(await Promise.race([word, Promise.resolve('still waiting')])).toBe('still waiting');
    await page.evaluate(() => (document.documentElement.dataset['sheet'] = 'ready'));
    expect(await word).toBe('ready');
  });

  it('may have said it before it was asked', async () => {
    await page.evaluate(() => (document.documentElement.dataset['sheet'] = 'missing'));
    expect(await page.evaluate(sheetWordScript)).toBe('missing');
  });
});

describe('whether a sheet is ready', () => {
  const forever = new Promise<never>(() => undefined);
  const says = (word: Promise<unknown>) => ({ executeJavaScript: () => word });
  it('is the page to say', async () => {
    expect(await sheetReady(says(Promise.resolve('ready')), forever)).toBe(true);
    expect(await sheetReady(says(Promise.resolve('missing')), forever)).toBe(false);
    expect(await sheetReady(says(Promise.resolve({ ready: true })), forever)).toBe(false);
  });
  it('has an end', async () => expect(await sheetReady(says(forever), Promise.resolve())).toBe(false));
});

describe('the paper of a route', () => {
  it.each(['A4', 'F4', 'half-folio', 'A5'] as const)('is %s when it says so', (size) => {
    expect(paperOfRoute(`#/cetak/a,b?kind=blank&paper=${size}&print=x`)).toEqual({
      width: papers[size].width,
      height: papers[size].height,
    });
  });
  it('lies on its side for the agenda book', () =>
    expect(paperOfRoute('#/cetak-agenda?from=2026-01-01&to=2026-12-31&paper=F4')).toEqual({ width: 330, height: 215 }));
  it.each(['#/cetak/a', '#/cetak/a?paper=Letter', '#/cetak/a?paper=constructor'])('is nobody’s in %s', (route) => {
    expect(paperOfRoute(route)).toBe(null);
  });
});
