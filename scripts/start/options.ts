import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly demo: boolean;
  /** Open the window; otherwise the address is printed and that is all. */
  readonly open: boolean;
  /** Port of the desk; the server takes the one after it. */
  readonly port: number;
  readonly dataDir: string;
}

const usualPort = 4710;

/** Where programs of this system keep a user's data. */
export function userDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Lembar');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Lembar');
    default:
      return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'lembar');
  }
}

/** What stands behind `npm start --`; a wrong word is an error that names it. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      demo: { type: 'boolean', default: false },
      open: { type: 'boolean', default: true },
      port: { type: 'string' },
      data: { type: 'string' },
    },
    allowNegative: true,
  });
  const port = values.port === undefined ? usualPort : Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    throw new Error(`--port takes a whole number from 1 to 65534, not "${values.port ?? ''}"`);
  }
  const base = userDataDir(process.platform, process.env, homedir());
  return {
    demo: values.demo,
    open: values.open,
    port,
    dataDir: values.data ?? (values.demo ? `${base}-demo` : base),
  };
}
