import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { DocumentPaper } from '../../renderer/ui/documents/DocumentPaper.tsx';
import { makeTexts } from '../../renderer/ui/texts/index.ts';
import type { DocumentModel } from '../../shared/documents/document-model.ts';

const decode = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** Without any white space: where a line or a cell ends is not part of a text. */
export const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** The bytes of a shipped template. */
export const shippedTemplate = (code: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, `../../assets/templates/${code}.docx`));

/** The words of a .docx in their order, page numbers and other furniture aside. */
export function docxText(bytes: Uint8Array): string {
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? '';
  return decode([...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));
}

const texts = makeTexts('id');

/** The words of the page that becomes the PDF. */
export function paperText(model: DocumentModel): string {
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={texts}>
      <DocumentPaper model={model} />
    </I18nextProvider>,
  );
  return decode(html.replace(/<[^>]*>/g, ''));
}
