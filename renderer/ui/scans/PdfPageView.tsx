import { Box } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/index.ts';
import type { PageSize, PdfDocument, PdfPage } from './pdf-document.ts';

interface Props {
  readonly pdf: PdfDocument;
  readonly number: number;
  /** CSS pixels. */
  readonly width: number;
  readonly rotation: number;
  /** Size of a page not drawn yet, in points. */
  readonly likely: PageSize;
  readonly onSeen: (number: number) => void;
  readonly onFault: (fault: unknown) => void;
}

/** One page: an empty sheet of its size until it comes near the window, then drawn. */
export function PdfPageView({ pdf, number, width, rotation, likely, onSeen, onFault }: Props) {
  const t = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [page, setPage] = useState<PdfPage | null>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const nearby = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '100% 0px',
    });
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onSeen(number), {
      threshold: [0.2, 0.5],
    });
    nearby.observe(element);
    seen.observe(element);
    return () => {
      nearby.disconnect();
      seen.disconnect();
    };
  }, [number, onSeen]);

  useEffect(() => {
    let over = false;
    if (near && !page)
      pdf.page(number).then(
        (got) => !over && setPage(got),
        (fault: unknown) => !over && onFault(fault),
      );
    return () => {
      over = true;
    };
  }, [near, page, pdf, number, onFault]);

  useEffect(() => {
    const element = canvas.current;
    if (!element || !page || !near || width === 0) return;
    const drawing = page.draw(element, width, rotation, devicePixelRatio);
    drawing.done.then(
      () => element.setAttribute('data-drawn', 'true'),
      (fault: unknown) => {
        // Cancelled: another size is being drawn already.
        if ((fault as { readonly name?: string }).name !== 'RenderingCancelledException') onFault(fault);
      },
    );
    return () => drawing.cancel();
  }, [page, near, width, rotation, onFault]);

  const size = page?.size(rotation) ?? (rotation % 180 === 0 ? likely : { width: likely.height, height: likely.width });
  return (
    <Box
      ref={box}
      data-page={number}
      sx={{ mx: 'auto', mb: 1.5, bgcolor: 'common.white', boxShadow: 2 }}
      style={{ width, height: Math.round((width * size.height) / size.width) }}
    >
      <Box
        component="canvas"
        ref={canvas}
        role="img"
        aria-label={t('scans.view.page', { page: number, pages: pdf.pages })}
        sx={{ width: '100%', height: '100%', display: 'block' }}
      />
    </Box>
  );
}
