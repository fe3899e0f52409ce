import { Alert, Box, LinearProgress } from '@mui/material';
import { useCallback, useState } from 'react';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import { refuse } from '../../../shared/refusal.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { ImageView } from './ImageView.tsx';
import { PdfView } from './PdfView.tsx';
import { useScanFile, type ScanFile } from './use-scan-file.ts';
import { useWidth } from './use-width.ts';

interface PagesProps {
  readonly file: ScanFile;
  readonly name: string;
  /** CSS pixels. */
  readonly width: number;
  readonly rotation: number;
  readonly unreadable: boolean;
  readonly onSeen: (page: number) => void;
  readonly onUnreadable: (fault: unknown) => void;
}

/** The pages of a scan, or the image. */
export function ScanPages({ file, name, width, rotation, unreadable, onSeen, onUnreadable }: PagesProps) {
  const t = useTexts();
  if (file.kind === 'pdf') {
    return <PdfView pdf={file.pdf} width={width} rotation={rotation} onSeen={onSeen} onFault={onUnreadable} />;
  }
  if (file.kind !== 'image' || unreadable) return null;
  return (
    <ImageView
      url={file.url}
      label={t('scans.view.image', { name })}
      width={width}
      rotation={rotation}
      onUnreadable={() => onUnreadable(null)}
    />
  );
}

interface Props {
  readonly letterId: string;
  readonly scan: AttachedScan;
}

/** A scan as wide as its place, beside what is written on it. */
export function ScanBeside({ letterId, scan }: Props) {
  const t = useTexts();
  const file = useScanFile(letterId, scan);
  const [inside, width] = useWidth();
  const [unreadable, setUnreadable] = useState(false);
  const fail = useCallback((fault: unknown) => {
    console.warn('page not shown', fault);
    setUnreadable(true);
  }, []);
  const ignore = useCallback(() => undefined, []);
  const refusal = unreadable ? refuse('SCAN_UNREADABLE') : file.kind === 'failed' ? file.refusal : null;
  return (
    <Box ref={inside} sx={{ minWidth: 0 }}>
      {file.kind === 'loading' && <LinearProgress aria-label={t('scans.view.loading')} />}
      {refusal && <Alert severity="error">{refusalText(t, refusal)}</Alert>}
      {width > 0 && (
        <ScanPages
          file={file}
          name={scan.name}
          width={width}
          rotation={0}
          unreadable={unreadable}
          onSeen={ignore}
          onUnreadable={fail}
        />
      )}
    </Box>
  );
}
