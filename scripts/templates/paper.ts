import {
  AlignmentType,
  BorderStyle,
  Footer,
  HeightRule,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  convertMillimetersToTwip,
  type IParagraphOptions,
} from 'docx';
import { columnPercents, type DocumentColumn } from '../../shared/documents/document-model.ts';
import { signatureColumn } from '../../shared/documents/document-shape.ts';

/** Pieces of paper that every template is put together from, in the usual look of an official letter. */

/** Between the margins of A4 in twips: 210 mm less 30 on the left and 20 on the right. */
export const textWidth = convertMillimetersToTwip(160);

export const page = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(20),
    bottom: convertMillimetersToTwip(25),
    left: convertMillimetersToTwip(30),
    right: convertMillimetersToTwip(20),
  },
} as const;

interface Look {
  readonly bold?: boolean;
  readonly underline?: boolean;
  /** Points. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  /** Twips below. */
  readonly after?: number;
  /** Not the last line of a page before what follows. */
  readonly kept?: boolean;
}

/** One paragraph of one run: a tag that is split over runs is no tag. */
export function paragraph(text: string, look: Look = {}, more: IParagraphOptions = {}): Paragraph {
  const run = new TextRun({
    text,
    bold: look.bold ?? false,
    ...(look.underline ? { underline: {} } : {}),
    size: `${look.size ?? 12}pt`,
  });
  return new Paragraph({
    alignment: AlignmentType[look.align === 'both' ? 'JUSTIFIED' : ((look.align?.toUpperCase() as 'LEFT') ?? 'LEFT')],
    spacing: { after: look.after ?? 0 },
    ...(look.kept ? { keepNext: true } : {}),
    ...more,
    children: [run],
  });
}

/** A loop over paragraphs: its tags stand alone and leave nothing behind. */
export const each = (list: string, body: string, look: Look = {}): readonly Paragraph[] => [
  paragraph(`{#${list}}`),
  paragraph(body, look),
  paragraph(`{/${list}}`),
];

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const allSides = (border: typeof none | typeof thin) => ({
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
});

/** A page without a number. */
export const noFooter = (): Footer => new Footer({ children: [new Paragraph({ children: [] })] });

/** Tables take the width between the margins, on A4 and on the wider F4. */
const percentOf = (width: number): number => Math.round((width / textWidth) * 1000) / 10;

const cell = (children: readonly Paragraph[], width: number): TableCell =>
  new TableCell({
    children: [...children],
    width: { size: percentOf(width), type: WidthType.PERCENTAGE },
    margins: { top: 30, bottom: 30, left: 70, right: 70 },
  });

/** Columns side by side without lines: label, colon and value, or two signatures. */
export function sideBySide(rows: readonly (readonly (readonly Paragraph[])[])[], widths: readonly number[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    borders: allSides(none),
    rows: rows.map(
      (cells) => new TableRow({ cantSplit: true, children: cells.map((one, i) => cell(one, widths[i] ?? 0)) }),
    ),
  });
}

/** A ruled table whose head is repeated on every page and whose second row is the loop over its rows. */
export function loopTable(list: string, columns: readonly DocumentColumn[]): Table {
  const widths = columnPercents(columns).map((percent) => Math.floor((textWidth * percent) / 100));
  const signed = columns.some(({ tag }) => tag === signatureColumn);
  const bodies = columns.map(({ tag }, i) => {
    const open = i === 0 ? `{#${list}}` : '';
    const close = i === columns.length - 1 ? `{/${list}}` : '';
    return `${open}{${tag}}${close}`;
  });
  const row = (texts: readonly string[], head: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      ...(signed && !head ? { height: { value: convertMillimetersToTwip(9), rule: HeightRule.ATLEAST } } : {}),
      children: texts.map((text, i) =>
        cell([paragraph(text, { size: head ? 9 : 10, bold: head, align: head ? 'center' : 'left' })], widths[i] ?? 0),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: allSides(thin),
    rows: [
      row(
        columns.map(({ label }) => label),
        true,
      ),
      row(bodies, false),
    ],
  });
}

/** The thick rule below a letterhead. */
export const rule = (): Paragraph =>
  new Paragraph({
    spacing: { after: 160 },
    border: { top: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: '000000', space: 4 } },
  });

export const pageNumbers = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ size: '9pt', children: ['hal. ', PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
