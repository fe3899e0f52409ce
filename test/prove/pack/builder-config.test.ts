import { join } from 'node:path';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

// No public entry of electron-builder checks a configuration; the version is pinned, so its inner one is stable.
const require = createRequire(import.meta.url);
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
const { DebugLogger } = require('builder-util');
const { FuseV1Options } = require('@electron/fuses');

const root = join(import.meta.dirname, '../../..');
const config = await getConfig(root, null, null);

describe('electron-builder.yml', () => {
  it('is valid, and the validator would say otherwise', { timeout: 60_000 }, async () => {
    await validateConfiguration(config, new DebugLogger(false));
    const wrong = { ...config, nsis: { ...config.nsis, oneClic: true } };
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(/configuration\.nsis/);
  });

  it('spells every fuse of Electron', () => {
    const known = Object.keys(FuseV1Options)
      .filter((name) => Number.isNaN(Number(name)))
      .map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    expect(Object.keys(config.electronFuses).sort()).toEqual(known.sort());
  });

  it('closes what lets others run code as the program, and binds the program to its archive', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
  });

  it('packs the built shell and renderer and nothing else', () => {
    expect(config.files).toEqual([
      { filter: ['package.json', 'dist/main/**', 'dist/renderer/**', '!node_modules/**', '!**/*.map'] },
    ]);
    expect(config.extraResources ?? config.extraFiles ?? null).toBe(null);
  });

  it('makes an Indonesian installer that asks for whom, and an uninstaller that leaves the entries', () => {
    expect(config.nsis).toMatchObject({
      oneClick: false,
      perMachine: false,
      allowElevation: true,
      deleteAppDataOnUninstall: false,
    });
    expect(config.nsis).toMatchObject({ installerLanguages: ['id_ID'], language: '1057' });
  });

  it('makes an AppImage and a deb that names its maintainer and homepage', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb']);
    expect(config.linux.maintainer).toMatch(/^.+ <.+@.+>$/);
    expect(require(join(root, 'package.json')).homepage).toMatch(/^https:/);
  });
});
