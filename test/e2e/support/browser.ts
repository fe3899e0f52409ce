import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../../main/local/find-browser.ts';

export const noBrowserSentence =
  'No browser found: install Google Chrome, Microsoft Edge or Chromium, or run "npx playwright install chromium", then try again.';

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

/** What `chromium.launchPersistentContext` and the config need; throws with one sentence when there is no browser. */
export function browserLaunch(): { readonly executablePath: string; readonly args: string[] } {
  const executablePath = thisBrowser();
  if (executablePath === null) throw new Error(noBrowserSentence);
  return { executablePath, args: [...browserFlags()] };
}
