import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../../main/local/find-browser.ts';

export const noBrowserSentence =
  'No browser found: install Google Chrome, Microsoft Edge or Chromium, or run "npx playwright install chromium", then try again.';

/** The screen of a usual PC of the office, set as the office sets it. */
export const usualScreen = {
  viewport: { width: 1366, height: 768 },
  locale: 'id-ID',
  timezoneId: 'Asia/Jakarta',
  reducedMotion: 'reduce',
} as const;

/** The same lookup on the machine the tests run on. `LEMBAR_BROWSER` names another one. */
export function thisBrowser(): string | null {
  const named = process.env['LEMBAR_BROWSER'];
  if (named) return existsSync(named) ? named : null;
  return findBrowser({
    platform: process.platform,
    env: process.env,
    exists: existsSync,
    bundled: chromium.executablePath(),
  });
}

/**
 * Chromium without windows, where it is installed: the same pages for a third of the work, as no toolbar, tabs and
 * screen are drawn around them. `LEMBAR_BROWSER` comes first.
 */
export function headlessShell(
  env: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): string | null {
  if (env['LEMBAR_BROWSER']) return null;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'chromium-headless-shell')).find(exists) ?? null;
}

/** A quiet browser: nothing of its own goes over the network, and root (in a container) needs the sandbox off. */
export function browserFlags(asRoot: boolean = process.getuid?.() === 0): readonly string[] {
  return [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    ...(asRoot ? ['--no-sandbox'] : []),
  ];
}

export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: string[];
}

/** What `chromium.launchPersistentContext` and the config need; throws with one sentence when there is no browser. */
export function browserLaunch(executablePath = thisBrowser()): BrowserLaunch {
  if (executablePath === null) throw new Error(noBrowserSentence);
  return { executablePath, args: [...browserFlags()] };
}

/** The same for tests of what a page does: without windows where that can be had. */
export const pageLaunch = (): BrowserLaunch => browserLaunch(headlessShell() ?? thisBrowser());
