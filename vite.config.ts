import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pdfFiles, pdfFolder } from './scripts/pdf-files.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as { version: string };

/** Parts that change together seldom: an update of the program leaves them in the cache. */
const vendors: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['react', /node_modules\/(react|react-dom|react-router|scheduler)\//],
  ['texts', /node_modules\/(i18next|react-i18next)\//],
  // With its setting, which then holds before any other part makes a schema.
  ['zod', /node_modules\/zod\/|renderer\/ui\/zod-jitless\.ts/],
  [
    'mui',
    /node_modules\/(@mui\/(material|system|utils|styled-engine|private-theming|icons-material)|@emotion|@popperjs|react-transition-group)\//,
  ],
];

/** The year is enough to know a wrong clock by, and builds of one day stay the same byte for byte. */
const builtAt = Date.UTC(new Date().getUTCFullYear(), 0, 1);

/** The renderer: one page for three hosts. `__HOST__` and `__NONCE__` are filled in by whoever serves it. */
export default defineConfig({
  root: here('renderer'),
  base: './',
  plugins: [react(), pdfFiles()],
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __BUILT_AT__: String(builtAt),
    __PDF_FOLDER__: JSON.stringify(pdfFolder()),
  },
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: here('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome128',
    sourcemap: false,
    // The policy allows fonts from the origin only, none from data: addresses.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the policy forbids; every host here knows modulepreload.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: vendors.map(([name, test]) => ({ name, test })) },
      },
    },
  },
});
