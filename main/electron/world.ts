import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  MenuItemConstructorOptions,
  Protocol,
  SafeStorage,
  Session,
  Shell,
} from 'electron';
import type { Clock } from '../../shared/clock.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import type { OwnServer } from '../desk/first-day.ts';
import type { Upstream } from '../desk/ports.ts';
import type { SettingsDeps } from './settings.ts';

/** Electron's parts, handed in by index.ts so that everything else runs without it. */
export interface ElectronDeps {
  readonly app: App;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;
  readonly shell: Pick<Shell, 'openExternal' | 'openPath'>;
  readonly ipc: Pick<IpcMain, 'handle'>;
  readonly keychain: SafeStorage;
  /** The default session exists only once the app is ready. */
  readonly session: () => Session;
  readonly createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly setMenuBar: (template: MenuItemConstructorOptions[]) => void;
  readonly popUpMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly openStore: SettingsDeps['open'];
}

/** The rest of the world. */
export interface World {
  /** Folder of the built program: `main/` and `renderer/` lie in it. */
  readonly dist: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly upstream: Upstream;
  readonly platform: NodeJS.Platform;
  /** Hashed identity of this machine, which includes the journal's folder. */
  readonly machine: (journal: string) => Promise<string>;
  /** Server that was started together with the program; null otherwise. */
  readonly ownServer: OwnServer | null;
}
