import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const source = join(import.meta.dirname, '../node_modules/pdfjs-dist');

/** Folder in the built page; with the version in its name, because its files carry no hash and are kept for ever. */
export function pdfFolder(): string {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  return `assets/pdf-${version}/`;
}

/** What the PDF reader loads by name: its worker, fonts that PDFs leave out, decoders of fax and JPEG 2000 images. */
export function pdfFiles(): Plugin {
  return {
    name: 'lembar-pdf-files',
    generateBundle() {
      const emit = (name: string, from = name): void => {
        this.emitFile({ type: 'asset', fileName: pdfFolder() + name, source: readFileSync(join(source, from)) });
      };
      // The older build: installed browsers are not always the newest.
      emit('pdf.worker.min.mjs', 'legacy/build/pdf.worker.min.mjs');
      for (const name of readdirSync(join(source, 'standard_fonts'))) emit(`standard_fonts/${name}`);
      for (const codec of ['jbig2', 'openjpeg']) emit(`wasm/${codec}_nowasm_fallback.js`);
    },
  };
}
