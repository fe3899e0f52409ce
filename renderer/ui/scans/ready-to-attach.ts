import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { headLength, largestScan, mimeOf } from '../../../shared/scans/scan-type.ts';
import { openPdf } from './pdf-document.ts';

/** Quality of a converted picture: above what an office scanner gives. */
const jpegQuality = 0.92;

/** A picture that browsers show and the office's files do not take, as JPEG. */
async function asJpeg(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  // What shows through is paper.
  context.fillStyle = 'white';
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(picture, 0, 0);
  picture.close();
  const bytes = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  return new File([bytes], file.name, { type: 'image/jpeg' });
}

/** Why a PDF could not be read by anybody later; null: it opens. */
async function pdfFault(file: File): Promise<Refusal | null> {
  try {
    (await openPdf(file)).close();
    return null;
  } catch (error) {
    const { name } = error as { readonly name?: string };
    if (name === 'PasswordException') return refuse('SCAN_LOCKED');
    // Whatever else failed is this window's: the file is taken as before.
    return name === 'InvalidPDFException' ? refuse('SCAN_BROKEN') : null;
  }
}

/**
 * A chosen file as it is attached. What nobody could open later is said now, while the letter is still at hand; a picture
 * of another kind is converted where the browser can.
 */
export async function readyToAttach(file: File): Promise<Result<File, Refusal>> {
  if (file.size === 0 || file.size > largestScan) return ok(file);
  const mime = mimeOf(new Uint8Array(await file.slice(0, headLength).arrayBuffer()));
  if (mime === 'application/pdf') {
    const fault = await pdfFault(file);
    return fault ? err(fault) : ok(file);
  }
  return ok(mime === null ? ((await asJpeg(file)) ?? file) : file);
}
