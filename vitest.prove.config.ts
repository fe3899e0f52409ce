import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { project, reporting } from './vitest.config.ts';

// Processes, built bundles and compilers: every folder of test/prove is a part of `npm run prove`.
const parts = readdirSync(join(import.meta.dirname, 'test/prove'));

export default defineConfig({
  test: { ...reporting(), projects: parts.map((part) => project(part, [`prove/${part}`])) },
});
