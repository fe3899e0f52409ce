/** Paper a disposition sheet is printed on. F4 and half folio are no named sizes anywhere, so every size is given in mm. */
export const paperSizes = ['A4', 'F4', 'half-folio', 'A5'] as const;
export type PaperSize = (typeof paperSizes)[number];

export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Points; nothing on a sheet is smaller than 9 pt. */
  readonly fontSize: number;
  /** Height of the row with note and signature, in mm: the same on a blank and on a filled sheet. */
  readonly noteHeight: number;
  /** Height kept at least for the following dispositions on the first page, in mm. */
  readonly chainHeight: number;
  /** Numbered lines for following dispositions written by hand. */
  readonly chainGuides: number;
  /** Edge of the QR code, in mm. */
  readonly qr: number;
}

/** Millimetres. Margins of A4 follow the guideline for letters; smaller paper has smaller ones so that the paraf fits. */
export const papers: Readonly<Record<PaperSize, Paper>> = {
  A4: {
    width: 210,
    height: 297,
    margin: { top: 15, right: 20, bottom: 12, left: 25 },
    fontSize: 11,
    noteHeight: 62,
    chainHeight: 34,
    chainGuides: 3,
    qr: 15,
  },
  F4: {
    width: 215,
    height: 330,
    margin: { top: 15, right: 20, bottom: 14, left: 25 },
    fontSize: 11,
    noteHeight: 66,
    chainHeight: 44,
    chainGuides: 4,
    qr: 15,
  },
  'half-folio': {
    width: 165,
    height: 215,
    margin: { top: 8, right: 10, bottom: 7, left: 13 },
    fontSize: 9,
    noteHeight: 46,
    chainHeight: 14,
    chainGuides: 1,
    qr: 13,
  },
  A5: {
    width: 148,
    height: 210,
    margin: { top: 7, right: 8, bottom: 6, left: 12 },
    fontSize: 9,
    noteHeight: 46,
    chainHeight: 14,
    chainGuides: 1,
    qr: 13,
  },
};

/** Smallest type on any sheet, in points. */
export const smallestType = 9;

/** Height kept free for paraf and date on the first page, in mm: sheets are initialled by hand. */
export const parafHeight = 20;
