/** Paper a disposition sheet is printed on. F4 and half folio are no named sizes anywhere, so every size is given in mm. */
export const paperSizes = ['A4', 'F4', 'half-folio', 'A5'] as const;
export type PaperSize = (typeof paperSizes)[number];

export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Points; nothing on a sheet is smaller than 9 pt. */
  readonly fontSize: number;
}

/** Millimetres. Margins of A4 follow the guideline for letters; smaller paper has smaller ones so that the paraf fits. */
export const papers: Readonly<Record<PaperSize, Paper>> = {
  A4: { width: 210, height: 297, margin: { top: 20, right: 20, bottom: 20, left: 25 }, fontSize: 11 },
  F4: { width: 215, height: 330, margin: { top: 20, right: 20, bottom: 20, left: 25 }, fontSize: 11 },
  'half-folio': { width: 165, height: 215, margin: { top: 10, right: 10, bottom: 10, left: 12 }, fontSize: 9 },
  A5: { width: 148, height: 210, margin: { top: 9, right: 9, bottom: 9, left: 11 }, fontSize: 9 },
};

/** Height kept free for paraf and date on the first page, in mm (domain: sheets are initialled by hand). */
export const parafHeight = 20;
