/** An emblem as a file of Word holds it; width and height give its shape alone. */
export interface EmblemPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The room of an emblem on every paper, in mm. */
export const emblemBox = { width: 22, height: 26 } as const;

/** Pixels of the longer side: 26 mm at 600 points per inch. */
const sharp = 614;

/**
 * The emblem as PNG, for Word draws an SVG only beside a picture of another kind; null for one that nothing can draw, which the
 * PDF leaves out as well.
 */
export async function emblemPicture(url: string | null): Promise<EmblemPicture | null> {
  if (url === null) return null;
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width === 0 || height === 0) return null;
  const scale = sharp / Math.max(width, height);
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return { png: new Uint8Array(await blob.arrayBuffer()), width, height };
}
