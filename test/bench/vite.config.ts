import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The two pages of `npm run bench`: the office without screens, and the floor. Never shipped. */
export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: here('../../dist/bench'),
    emptyOutDir: true,
    target: 'chrome128',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [here('index.html'), here('floor.html')] },
  },
});
