import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';

/** Characters written as entities in XML and HTML. */
export const decode = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** The bytes of a shipped template. */
export const shippedTemplate = (code: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, `../../assets/templates/${code}.docx`));

/** The words of a .docx in their order, without page numbers and other furniture. */
export function docxText(bytes: Uint8Array): string {
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? '';
  return decode([...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));
}
