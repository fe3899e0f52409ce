import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page of `npm run powercut`: the office without screens. Never shipped. */
export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: here('../../../dist/powercut'),
    emptyOutDir: true,
    target: 'chrome128',
    modulePreload: { polyfill: false },
  },
});
