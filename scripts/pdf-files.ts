import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const source = join(import.meta.dirname, '../node_modules/pdfjs-dist');

/** Folder in the built page; with the version in its name, because its files carry no hash and are kept for ever. */
export function pdfFolder(): string {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  return `assets/pdf-${version}/`;
}

/** What the PDF reader fetches by name: fonts that PDFs leave out, and the decoders of fax and JPEG 2000 images. */
export function pdfFiles(): Plugin {
  return {
    name: 'lembar-pdf-files',
    generateBundle() {
      const fonts = readdirSync(join(source, 'standard_fonts')).map((name) => `standard_fonts/${name}`);
      for (const name of [...fonts, 'wasm/jbig2_nowasm_fallback.js', 'wasm/openjpeg_nowasm_fallback.js']) {
        this.emitFile({ type: 'asset', fileName: pdfFolder() + name, source: readFileSync(join(source, name)) });
      }
    },
  };
}
