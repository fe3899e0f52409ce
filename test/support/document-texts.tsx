import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { DocumentPaper } from '../../renderer/ui/documents/DocumentPaper.tsx';
import { makeTexts } from '../../renderer/ui/texts/index.ts';
import type { DocumentModel } from '../../shared/documents/document-model.ts';
import { decode } from './docx-text.ts';

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
