import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { describe, expect, it } from 'vitest';
import { openSettings } from '../../../main/electron/settings.ts';
import { fakeLog } from './fake-electron.ts';

// The real electron-store: with an absolute folder it asks nothing of Electron.
function settingsIn(folder: string, log = fakeLog()) {
  return openSettings({ open: (options) => new ElectronStore(options), folder, now: () => 1_792_000_000_000, log });
}
const fresh = (): string => mkdtempSync(join(tmpdir(), 'lembar-settings-'));

describe('the settings of a PC', () => {
  it('are empty at first and are there again after a restart', () => {
    const folder = fresh();
    expect(settingsIn(folder).read()).toEqual({});
    settingsIn(folder).write({ paper: 'A5', theme: 'dark' });
    expect(settingsIn(folder).read()).toEqual({ paper: 'A5', theme: 'dark' });
  });

  it('are replaced as a whole: what is not written again is gone', () => {
    const settings = settingsIn(fresh());
    settings.write({ a: 1, b: 2 });
    settings.write({ b: 3 });
    expect(settings.read()).toEqual({ b: 3 });
  });

  it('cannot be changed through what was read', () => {
    const settings = settingsIn(fresh());
    settings.write({ a: 1 });
    settings.read()['a'] = 2;
    expect(settings.read()).toEqual({ a: 1 });
  });

  it.each(['{"paper": "A', '{"paper": "A5"}}', '\u0000\u0000\u0000', '<html>'])(
    'that are broken (%j) do not stop the start: the file is renamed unchanged, defaults hold, the log says it',
    (text) => {
      const folder = fresh();
      writeFileSync(join(folder, 'settings.json'), text);
      const log = fakeLog();
      const settings = settingsIn(folder, log);
      expect(settings.read()).toEqual({});
      settings.write({ paper: 'F4' });
      expect(settingsIn(folder).read()).toEqual({ paper: 'F4' });
      const renamed = readdirSync(folder).find((name) => name.startsWith('settings.rusak-'));
      expect(readFileSync(join(folder, renamed ?? 'none'), 'utf8')).toBe(text);
      expect(log.said).toEqual(['settings.unreadable']);
    },
  );

  it.each(['', '[1]', 'null', '7'])('that are no settings (%j) are none', (text) => {
    const folder = fresh();
    writeFileSync(join(folder, 'settings.json'), text);
    const settings = settingsIn(folder);
    expect(settings.read()).toEqual({});
    settings.write({ paper: 'F4' });
    expect(settingsIn(folder).read()).toEqual({ paper: 'F4' });
  });

  it.each(['', '{"deskToken":"t', '{"deskToken":"another"}'])(
    '[D21] damaged to %j, the second copy gives back everything, what stood there is kept',
    (text) => {
      const folder = fresh();
      settingsIn(folder).write({ deskToken: 't', accounts: { a: 1 } });
      const second = JSON.parse(readFileSync(join(folder, 'settings.2.json'), 'utf8')) as Record<string, unknown>;
      // A content that is whole JSON and not what was written: its stamp is that of the other.
      const damaged = text.endsWith('}') ? JSON.stringify({ ...second, deskToken: 'another' }) : text;
      writeFileSync(join(folder, 'settings.json'), damaged);
      expect(settingsIn(folder).read()).toEqual({ deskToken: 't', accounts: { a: 1 } });
    },
  );
});
