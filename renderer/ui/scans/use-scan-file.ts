import { useEffect, useState } from 'react';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { openPdf, type PdfDocument } from './pdf-document.ts';
import { useLetterScans } from './scans-context.tsx';

export type ScanFile =
  | { readonly kind: 'loading' }
  /** `url` where there is a file that can still be saved. */
  | { readonly kind: 'failed'; readonly refusal: Refusal; readonly url: string | null }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'pdf'; readonly url: string; readonly pdf: PdfDocument };

/** Gets a scan's file and makes it ready to be shown; lets go of it when the window is closed. */
export function useScanFile(letterId: string, scan: AttachedScan): ScanFile {
  const scans = useLetterScans(letterId);
  const [file, setFile] = useState<ScanFile>({ kind: 'loading' });
  const { sha256, mime } = scan;
  useEffect(() => {
    let over = false;
    let url: string | null = null;
    let pdf: PdfDocument | null = null;
    const load = async (): Promise<ScanFile> => {
      const got = await scans.get(sha256);
      if (!got.ok) return { kind: 'failed', refusal: got.error, url: null };
      if (over) return { kind: 'loading' };
      url = URL.createObjectURL(got.value);
      if (mime !== 'application/pdf') return { kind: 'image', url };
      pdf = await openPdf(got.value);
      return { kind: 'pdf', url, pdf };
    };
    void load()
      .catch((fault: unknown): ScanFile => {
        console.warn('scan not shown', fault);
        return { kind: 'failed', refusal: refuse('SCAN_UNREADABLE'), url };
      })
      .then((loaded) => (over ? pdf?.close() : setFile(loaded)));
    return () => {
      over = true;
      pdf?.close();
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [scans, sha256, mime]);
  return file;
}
