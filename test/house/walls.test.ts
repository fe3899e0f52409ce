import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, expect, it } from 'vitest';

// A few violations of the walls between folders; test/walls/files has one for each wall, checked by `npm run prove --
// walls`.
const root = join(import.meta.dirname, '../..');

// Without types: the walls themselves need none, and reading every project takes most of a minute.
const untyped = { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false, project: null } } };
const walls = new Set([
  'no-restricted-globals',
  'no-restricted-properties',
  '@typescript-eslint/no-restricted-imports',
]);
const eslint = new ESLint({ cwd: root, overrideConfig: untyped, ruleFilter: ({ ruleId }) => walls.has(ruleId) });

// The first file makes it read its own parts.
beforeAll(() => eslint.lintText('', { filePath: join(root, 'shared/x.ts') }), 120_000);

it.each([
  ['shared/x.ts', 'shared/ is plain TypeScript', "import { readFile } from 'node:fs';\nreadFile;"],
  ['shared/x.ts', 'Time is an argument: take a Clock', 'export const now = () => Date.now();'],
  ['renderer/data/x.ts', 'No React here', "import { useState } from 'react';\nuseState;"],
  ['renderer/ui/x.ts', 'renderer/ui knows no tables', "import { Dexie } from 'dexie';\nDexie;"],
  ['server/x.ts', 'The server imports shared/ only', "import { ipc } from '../main/electron/ipc.ts';\nipc;"],
  ['main/desk/x.ts', 'This folder runs without Electron', "import { app } from 'electron';\napp;"],
])('a wall refuses %s and says: %s', async (filePath, message, text) => {
  const [result] = await eslint.lintText(text, { filePath: join(root, filePath) });
  expect(result?.messages.map((said) => said.message).join('\n')).toContain(message);
});
