import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { createBuilder } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelNames } from '../../../shared/desk/channel-names.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'lembar-bundle-'));
const built = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeAll(async () => {
  const builder = await createBuilder({ root, configFile: join(root, 'vite.main.config.ts'), logLevel: 'error' });
  for (const { config } of Object.values(builder.environments)) config.build.outDir = folder;
  await builder.buildApp();
}, 60_000);

describe('the preload', () => {
  it('is one small CommonJS file that needs nothing but electron', () => {
    const text = built('preload.cjs');
    const needs = [...text.matchAll(/require\(\s*["']([^"']+)["']\s*\)/g)].map((match) => match[1]);
    expect([...new Set(needs)]).toEqual(['electron']);
    expect(text).not.toMatch(/^\s*(import|export)\s/m);
    expect(text).not.toMatch(/zod/i);
    expect(statSync(join(folder, 'preload.cjs')).size).toBeLessThan(10_000);
  });

  it('puts one method per channel on the page, and nothing else of Electron', async () => {
    const exposed = new Map<string, Record<string, (...args: unknown[]) => unknown>>();
    const invoked: unknown[][] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: never) => exposed.set(name, api) },
      ipcRenderer: { invoke: (...args: unknown[]) => Promise.resolve(invoked.push(args)) },
    };
    // As a sandbox runs it: `require` is there and nothing else of Node.
    runInNewContext(built('preload.cjs'), { require: () => electron, module: {}, exports: {} });
    expect([...exposed.keys()]).toEqual(['lembar']);
    expect(Object.keys(exposed.get('lembar') ?? {}).sort()).toEqual([...channelNames].sort());
    await exposed.get('lembar')?.['print']?.('#/x', 'pdf', 'a');
    expect(invoked).toEqual([['lembar:print', '#/x', 'pdf', 'a']]);
  });
});

describe('the shell', () => {
  it('is one ES module that needs nothing but electron and Node', () => {
    const needs = [...built('index.js').matchAll(/^import\s[^;]*?from\s+"([^"]+)";/gm)].map((match) => match[1] ?? '');
    expect(needs).toContain('electron');
    expect(
      needs.filter((name) => name !== 'electron' && !name.startsWith('node:') && !builtinModules.includes(name)),
    ).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['index.js', 'preload.cjs']);
  });

  it('is read by Node as it was built, up to the first call of Electron', () => {
    // Not Electron: a module that says what it was asked first, so that a bundle that breaks while loading is seen.
    const hooks = join(folder, 'hooks.mjs');
    const parts = 'app BrowserWindow dialog ipcMain Menu protocol safeStorage session shell'.split(' ');
    const silent =
      "new Proxy({}, { get: (_, name) => () => { console.log('asked', String(name)); process.exit(7); } })";
    const source = `${parts.map((part) => `export const ${part} = ${silent};`).join('\n')}\nexport default { app };`;
    writeFileSync(join(folder, 'electron.mjs'), source);
    writeFileSync(
      hooks,
      `import { registerHooks } from 'node:module';
       const url = new URL('electron.mjs', import.meta.url).href;
       registerHooks({ resolve: (name, context, next) => name === 'electron' ? { url, shortCircuit: true } : next(name, context) });`,
    );
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const run = spawnSync(process.execPath, ['--import', hooks, join(folder, 'index.js')], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect([run.stdout.trim(), run.status], run.stderr).toEqual(['asked enableSandbox', 7]);
  });
});
