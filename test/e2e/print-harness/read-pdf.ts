import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfPage {
  /** Of the MediaBox, in mm. */
  readonly width: number;
  readonly height: number;
  /** All text, a space where an item or a line ends. */
  readonly text: string;
  /** Smallest type on the page, in points. */
  readonly smallest: number;
}

const mm = (points: number): number => (points * 25.4) / 72;

/** Sizes and texts of a PDF's pages. */
export async function readPdf(bytes: Uint8Array): Promise<readonly PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: PdfPage[] = [];
  for (let no = 1; no <= pdf.numPages; no++) {
    const page = await pdf.getPage(no);
    const [left, bottom, right, top] = page.view as [number, number, number, number];
    const { items } = await page.getTextContent();
    const runs = items.flatMap((item) => ('str' in item ? [item] : []));
    const heights = runs.filter(({ str }) => str.trim() !== '').map(({ height }) => height);
    pages.push({
      width: mm(right - left),
      height: mm(top - bottom),
      text: runs.map(({ str, hasEOL }) => (hasEOL ? `${str} ` : str)).join(''),
      smallest: Math.min(...heights),
    });
  }
  await task.destroy();
  return pages;
}

/** Without any white space: where a line ends on paper is not part of a text. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
