import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../main/local/find-browser.ts';
import { browserFlags, headlessShell } from '../e2e/support/browser.ts';

const machine = (there: readonly string[], more: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/bin:/home/tu/bin' },
  exists: (path) => there.includes(path),
  bundled: '/cache/playwright/chrome',
  ...more,
});

describe('the browser of the tests', () => {
  it('is an installed one before the one Playwright fetched', () => {
    expect(findBrowser(machine(['/cache/playwright/chrome', '/usr/bin/chromium']))).toBe('/usr/bin/chromium');
  });

  it('is found anywhere on PATH', () => {
    expect(findBrowser(machine(['/home/tu/bin/chromium']))).toBe('/home/tu/bin/chromium');
  });

  it('is the one Playwright fetched when nothing is installed', () => {
    expect(findBrowser(machine(['/cache/playwright/chrome']))).toBe('/cache/playwright/chrome');
  });

  it('may be Edge on Windows, where no Chrome is', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
    expect(findBrowser(machine([edge], { platform: 'win32', env }))).toBe(edge);
  });

  it('may lie in the own Applications folder on macOS', () => {
    const chrome = '/Users/tu/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machine([chrome], { platform: 'darwin', env: { HOME: '/Users/tu' } }))).toBe(chrome);
  });

  it('is null when there is none, so that the run fails with a sentence', () => {
    expect(findBrowser(machine([]))).toBeNull();
  });

  it('is the one without windows where that is installed, unless one is named', () => {
    const exists = (path: string): boolean => path === '/usr/bin/chromium-headless-shell';
    const PATH = '/usr/local/bin:/usr/bin';
    expect(headlessShell({ PATH }, exists)).toBe('/usr/bin/chromium-headless-shell');
    expect(headlessShell({ PATH: '/usr/local/bin' }, exists)).toBeNull();
    expect(headlessShell({ PATH, LEMBAR_BROWSER: '/opt/chrome' }, exists)).toBeNull();
  });

  it('runs without its sandbox for root only', () => {
    expect(browserFlags(true)).toContain('--no-sandbox');
    expect(browserFlags(false)).not.toContain('--no-sandbox');
  });
});
