import { pdfFile, startPdfWorker } from './pdf-worker.ts';

/** Most pixels of one drawn page; above it a large sheet at a large zoom is drawn coarser instead of not at all. */
const maxPixels = 16_000_000;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** A drawing under way. */
export interface Drawing {
  readonly done: Promise<void>;
  cancel(): void;
}

export interface PdfPage {
  /** In points, turned by `rotation`, a multiple of 90 degrees beside what the file itself says. */
  size(rotation: number): PageSize;
  /** Draws the page `width` CSS pixels wide; `density` is device pixels per CSS pixel. */
  draw(canvas: HTMLCanvasElement, width: number, rotation: number, density: number): Drawing;
}

export interface PdfDocument {
  readonly pages: number;
  /** From 1. */
  page(number: number): Promise<PdfPage>;
  close(): void;
}

/** Reads a PDF in a worker of its own. Rejects when it is none or is locked by a password. */
export async function openPdf(file: Blob): Promise<PdfDocument> {
  const { AnnotationMode, getDocument, PDFWorker } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const port = startPdfWorker();
  const worker = PDFWorker.create({ port });
  const close = (): void => {
    worker.destroy();
    port.terminate();
  };
  try {
    const pdf = await getDocument({
      worker,
      data: new Uint8Array(await file.arrayBuffer()),
      standardFontDataUrl: pdfFile('standard_fonts/'),
      wasmUrl: pdfFile('wasm/'),
      // The policy allows no wasm; the decoders come as plain script instead.
      useWasm: false,
      enableXfa: false,
    }).promise;
    return {
      pages: pdf.numPages,
      page: async (number) => {
        const page = await pdf.getPage(number);
        const turned = (rotation: number, scale: number) =>
          page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });
        return {
          size: (rotation) => turned(rotation, 1),
          draw: (canvas, width, rotation, density) => {
            const { width: points, height } = turned(rotation, 1);
            const wanted = (width * density) / points;
            const scale = Math.min(wanted, Math.sqrt(maxPixels / (points * height)));
            const viewport = turned(rotation, scale);
            canvas.width = Math.max(1, Math.floor(viewport.width));
            canvas.height = Math.max(1, Math.floor(viewport.height));
            // Forms and stamps are drawn as they look; nothing in a scan is clicked or run.
            const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
            return { done: task.promise, cancel: () => task.cancel() };
          },
        };
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
