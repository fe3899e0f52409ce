import { delimiter, join } from 'node:path';

/** Facts of the machine for the lookup, as an argument, so that the order of the search can be tested. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** Fallback browser bundled with a tool; empty when there is none. */
  readonly bundled: string;
}

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

/** Path of an installed Chrome, Edge or Chromium, else the bundled one; null when there is none. */
export function findBrowser(machine: Machine): string | null {
  return [...candidates(machine), machine.bundled].find((path) => path !== '' && machine.exists(path)) ?? null;
}
