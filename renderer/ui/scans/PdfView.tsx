import { Box } from '@mui/material';
import { useEffect, useState } from 'react';
import type { PageSize, PdfDocument } from './pdf-document.ts';
import { PdfPageView } from './PdfPageView.tsx';

interface Props {
  readonly pdf: PdfDocument;
  /** CSS pixels of a page. */
  readonly width: number;
  readonly rotation: number;
  readonly onSeen: (page: number) => void;
  /** A page could not be read or drawn. */
  readonly onFault: (fault: unknown) => void;
}

/** A4, until the size of the first page is known. */
const a4: PageSize = { width: 595, height: 842 };

/** The pages of a PDF below one another; only those near the window are drawn. */
export function PdfView({ pdf, width, rotation, onSeen, onFault }: Props) {
  const [likely, setLikely] = useState(a4);
  useEffect(() => {
    let over = false;
    pdf.page(1).then((page) => !over && setLikely(page.size(0)), onFault);
    return () => {
      over = true;
    };
  }, [pdf, onFault]);
  return (
    <Box>
      {Array.from({ length: pdf.pages }, (_, at) => (
        <PdfPageView
          key={at}
          pdf={pdf}
          number={at + 1}
          width={width}
          rotation={rotation}
          likely={likely}
          onSeen={onSeen}
          onFault={onFault}
        />
      ))}
    </Box>
  );
}
