import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Baits for .dependency-cruiser.mjs: a small house in a folder of its own, built from the lines below.
const root = join(import.meta.dirname, '../..');

/** The rule that must go red, the file it goes red in, and what that file imports. */
const baits: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-file-cycle', 'server/sync/push.ts', "import type { P } from './parked.ts';"],
  ['no-file-cycle', 'server/sync/parked.ts', "import { push } from './push.ts';"],
  ['no-folder-cycle', 'renderer/ui/print/a.ts', "import '../scans/b.ts';"],
  ['no-folder-cycle', 'renderer/ui/scans/c.ts', "import type { D } from '../print/d.ts';"],
  ['shared-is-plain', 'shared/a/node.ts', "import { readFile } from 'node:fs';"],
  ['shared-is-plain', 'shared/a/package.ts', "import { Dexie } from 'dexie';"],
  ['shared-is-plain', 'shared/a/desk.ts', "import type { D } from '../../main/desk/x.ts';"],
  ['shared-is-plain', 'shared/a/screen.ts', "export * from '../../renderer/data/x.ts';"],
  ['shared-is-plain', 'shared/a/server.ts', "import '../../server/x.ts';"],
  ['shared-is-plain', 'shared/a/test.ts', "import '../../test/x.ts';"],
  ['main-apart', 'main/desk/server.ts', "import '../../server/x.ts';"],
  ['main-apart', 'main/local/screen.ts', "import type { S } from '../../renderer/data/x.ts';"],
  ['server-apart', 'server/desk.ts', "import '../main/desk/x.ts';"],
  ['server-apart', 'server/screen.ts', "import '../renderer/data/x.ts';"],
  ['renderer-apart', 'renderer/data/server.ts', "import type { S } from '../../server/x.ts';"],
  ['renderer-apart', 'renderer/ui/letters/desk.ts', "import '../../../main/desk/x.ts';"],
  ['renderer-without-node', 'renderer/data/node.ts', "import { join } from 'node:path';"],
  ['renderer-without-node', 'renderer/ui/kit/node.ts', "import type { Stats } from 'fs';"],
  ['sources-without-tests', 'main/desk/test.ts', "import '../../test/support/x.ts';"],
  ['sources-without-tests', 'renderer/ui/kit/script.ts', "import '../../../scripts/x.ts';"],
  ['packages-of-a-side', 'renderer/data/react.ts', "import { useState } from 'react';"],
  ['packages-of-a-side', 'renderer/data/electron.ts', "import type { App } from 'electron';"],
  ['packages-of-a-side', 'renderer/ui/letters/dexie.ts', "import { Dexie } from 'dexie';"],
  ['packages-of-a-side', 'server/electron.ts', "import { app } from 'electron';"],
  ['packages-of-a-side', 'server/tool.ts', "import { expect } from 'vitest';"],
  ['packages-of-a-side', 'server/react.ts', "import { createElement } from 'react';"],
  ['packages-of-a-side', 'main/desk/electron.ts', "import type { App } from 'electron';"],
  ['packages-of-a-side', 'main/desk/fastify.ts', "import { fastify } from 'fastify';"],
  ['packages-of-a-side', 'main/electron/react.ts', "import { createElement } from 'react';"],
  ['electron-comes-in-once', 'main/electron/value.ts', "import { app } from 'electron';"],
  ['electron-comes-in-once', 'main/electron/mixed.ts', "import { app, type App } from 'electron';"],
  ['electron-comes-in-once', 'main/electron/late.ts', "export const load = () => import('electron');"],
  ['electron-comes-in-once', 'main/electron/old.ts', "export const app: unknown = require('electron');"],
  ['desk-without-electron', 'main/desk/shell.ts', "import '../electron/x.ts';"],
  ['data-knows-no-screens', 'renderer/data/screen.ts', "import '../ui/kit/x.tsx';"],
  ['screens-know-no-tables', 'renderer/ui/letters/store.ts', "import type { Store } from '../../data/store.ts';"],
  ['links-stand-alone', 'renderer/ui/links.ts', "import './letters/x.ts';"],
  ['base-is-lowest', 'renderer/ui/texts/a.ts', "import '../kit/x.ts';"],
  ['kit-is-low', 'renderer/ui/kit/office.ts', "import '../office/x.ts';"],
  ['kit-is-low', 'renderer/ui/kit/feature.ts', "import type { L } from '../letters/x.ts';"],
  ['office-is-low', 'renderer/ui/office/kit.ts', "import '../kit/x.ts';"],
  ['entry-below-features', 'renderer/ui/entry/feature.ts', "import '../cases/x.ts';"],
  ['parts-below-features', 'renderer/ui/documents/feature.ts', "import '../cases/x.ts';"],
  ['features-apart', 'renderer/ui/letters/case.ts', "import type { C } from '../cases/x.ts';"],
  ['features-apart', 'renderer/ui/sync/shell.ts', "import '../app/x.ts';"],
  ['screens-have-a-row', 'renderer/ui/app/new.ts', "import '../news/x.ts';"],
  ['found', 'server/lost.ts', "import 'no-such-package';"],
];

/** What is allowed and looks much like it. */
const innocents: readonly (readonly [file: string, text: string])[] = [
  ['shared/b/zod.ts', "import { z } from 'zod';\nimport '../a/x.ts';"],
  [
    'server/innocent.ts',
    "import { createHash } from 'node:crypto';\nimport { fastify } from 'fastify';\nimport '../shared/x.ts';",
  ],
  ['main/electron/index.ts', "import { app } from 'electron';\nimport '../desk/x.ts';"],
  ['main/electron/window.ts', "import type { App } from 'electron';"],
  ['renderer/data/innocent.ts', "import { Dexie } from 'dexie';"],
  [
    'renderer/ui/app/main.tsx',
    "import '../../data/browser-world.ts';\nimport '../letters/x.ts';\nimport '../cases/x.ts';",
  ],
  [
    'renderer/ui/letters/innocent.ts',
    "import type { Office } from '../../data/office.ts';\nimport '../links.ts';\nimport '../scans/b.ts';",
  ],
];

/** What the tool says of it, as far as it is read here. */
interface Cruised {
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      /** The members of a cycle, which is reported once. */
      readonly cycle?: readonly { readonly name: string }[];
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

let house = '';
let said: Cruised['summary'] = { violations: [], ruleSetUsed: { forbidden: [] } };

function put(file: string, text: string): void {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'lembar-walls-'));
  copyFileSync(join(root, 'tsconfig.base.json'), join(house, 'tsconfig.base.json'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  const files = [...baits.map(([, file, text]) => [file, text] as const), ...innocents];
  for (const [file, text] of files) put(file, text);
  // What is imported has to be there; it is empty.
  for (const [file, text] of files) {
    for (const [, target = ''] of text.matchAll(/'(\.[^']+)'/g)) {
      const path = join(dirname(file), target);
      if (!existsSync(join(house, path))) put(path, '');
    }
  }
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.mjs');
  const areas = ['shared', 'main', 'renderer', 'server'];
  const json = execFileSync(process.execPath, [cruise, '--config', config, '--output-type', 'json', ...areas], {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  said = (JSON.parse(json) as Cruised).summary;
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function rulesFor(path: string): readonly string[] {
  const red = said.violations.filter(({ from, cycle }) => from === path || cycle?.some(({ name }) => name === path));
  return red.map(({ rule }) => rule.name);
}

describe('the walls between folders', () => {
  it.each(baits)('%s goes red in %s', (rule, file) => {
    expect(rulesFor(rule === 'no-folder-cycle' ? dirname(file) : file)).toContain(rule);
  });

  it.each(innocents)('stay silent in %s', (file) => {
    expect(rulesFor(file)).toEqual([]);
  });

  it('have a bait each', () => {
    const rules = said.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(new Set(baits.map(([rule]) => rule))).toEqual(new Set(rules));
  });
});
