import { papers } from '../../../shared/sheet/paper.ts';
import type { ListPaper } from '../print/use-paper-page.ts';

/** `@page` of a document: the margins of an official letter, and the page number at the foot. */
export function documentRule(paper: ListPaper, pageWord: string): string {
  const { width, height } = papers[paper];
  const number = `${JSON.stringify(`${pageWord} `)} counter(page) "/" counter(pages)`;
  return `size: ${width}mm ${height}mm; margin: 15mm 20mm 20mm 30mm; @bottom-right { content: ${number}; font: 9pt Arimo, Arial, sans-serif; }`;
}
