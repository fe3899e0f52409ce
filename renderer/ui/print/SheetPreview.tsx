import { Box } from '@mui/material';
import { useCallback, useState } from 'react';
import { papers } from '../../../shared/sheet/paper.ts';
import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import { DispositionSheet } from './DispositionSheet.tsx';

/** Between two pages, in mm of the paper. */
const gap = 5;
const pxPerMm = 96 / 25.4;

interface Props {
  readonly model: SheetModel;
  readonly label: string;
  /** Width of a page on the screen, in px. */
  readonly pageWidth: number;
  readonly onPages: (pages: number) => void;
}

/** The very pages that will be printed, smaller: the same component, scaled as a picture, never laid out again. */
export function SheetPreview({ model, label, pageWidth, onPages }: Props) {
  const { width, height } = papers[model.paper];
  const [pages, setPages] = useState(1);
  const scale = pageWidth / (width * pxPerMm);
  const laidOut = useCallback(
    (count: number) => {
      setPages(count);
      onPages(count);
    },
    [onPages],
  );
  return (
    <Box
      role="document"
      aria-label={label}
      sx={{
        width: pageWidth,
        height: `${(pages * height + (pages - 1) * gap) * scale}mm`,
        '& .sheet': {
          display: 'grid',
          gap: `${gap}mm`,
          width: `${width}mm`,
          transform: `scale(${scale})`,
          transformOrigin: 'top left',
        },
        '& .sheet-page': { boxShadow: '0 0 0 0.3mm rgb(0 0 0 / 20%), 0 1mm 4mm rgb(0 0 0 / 18%)' },
      }}
    >
      <DispositionSheet model={model} onLaidOut={laidOut} />
    </Box>
  );
}
