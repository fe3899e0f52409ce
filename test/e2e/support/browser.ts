import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** What a lookup may know of the machine; handed in so that the order of the search can be tested. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** Playwright's own Chromium, whether or not it was fetched. */
  readonly bundled: string;
}

export const noBrowserSentence =
  'No browser found: install Google Chrome, Microsoft Edge or Chromium, or run "npx playwright install chromium", then try again.';

const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const linuxNames = ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium', 'chromium-browser'];
const linuxPaths = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];

function candidates({ platform, env }: Machine): readonly string[] {
  const search = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  switch (platform) {
    case 'win32':
      return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].flatMap((base) =>
        base ? windowsPaths.map((path) => `${base}\\${path}`) : [],
      );
    case 'darwin':
      return [...macPaths, ...macPaths.map((path) => `${env['HOME'] ?? ''}${path}`)];
    default:
      return [
        ...linuxNames.map((name) => `/usr/bin/${name}`),
        ...linuxPaths,
        ...linuxNames.flatMap((name) => search.map((folder) => join(folder, name))),
      ];
  }
}

/** Path of an installed Chrome, Edge or Chromium, else of Playwright's own; null when there is none. */
export function findBrowser(machine: Machine): string | null {
  return [...candidates(machine), machine.bundled].find((path) => path !== '' && machine.exists(path)) ?? null;
}

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
