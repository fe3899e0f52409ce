import type { DocumentModel } from '../../../shared/documents/document-model.ts';
import { papers } from '../../../shared/sheet/paper.ts';
import type { ListPaper } from '../print/use-paper-page.ts';

/**
 * `@page` of a document: the margins of an official letter, and the page number at the foot, which the first page of a
 * letter goes without.
 */
export function documentRule(paper: ListPaper, pageWord: string, form: DocumentModel['form']): string {
  const { width, height } = papers[paper];
  const number = `${JSON.stringify(`${pageWord} `)} counter(page) "/" counter(pages)`;
  const first = form === 'surat' || form === 'nota-dinas' ? ' @page :first { @bottom-right { content: none; } }' : '';
  return `@page { size: ${width}mm ${height}mm; margin: 20mm 20mm 25mm 30mm; @bottom-right { content: ${number}; font: 9pt Arimo, Arial, sans-serif; } }${first}`;
}
