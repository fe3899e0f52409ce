import { Alert, Box, Dialog, LinearProgress, Typography } from '@mui/material';
import { useCallback, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import { refuse } from '../../../shared/refusal.ts';
import { safeFileName } from '../../../shared/scans/scan-type.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { ScanPages } from './ScanPages.tsx';
import { useScanFile } from './use-scan-file.ts';
import { useWidth } from './use-width.ts';
import { ViewerBar } from './ViewerBar.tsx';

interface Props {
  readonly letterId: string;
  readonly scan: AttachedScan;
  readonly onClose: () => void;
}

/** 1 is as wide as the window. */
const zooms = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;
const fit = zooms.indexOf(1);
/** Wider than this a sheet is not read more easily, CSS pixels. */
const widest = 1000;

/** Shows a scan over the letter: PDF page by page, an image as it is; everything works from the keyboard. */
export function ScanViewer({ letterId, scan, onClose }: Props) {
  const t = useTexts();
  const label = useId();
  const file = useScanFile(letterId, scan);
  const pane = useRef<HTMLDivElement>(null);
  const [inside, availableWidth] = useWidth();
  const [step, setStep] = useState<number>(fit);
  const [rotation, setRotation] = useState(0);
  const [page, setPage] = useState(1);
  const [unreadable, setUnreadable] = useState(false);
  const zoom = zooms[step] ?? 1;
  const width = Math.round(Math.min(availableWidth, widest) * zoom);
  const seen = useCallback((number: number) => setPage(number), []);
  const fail = useCallback((fault: unknown) => {
    console.warn('page not shown', fault);
    setUnreadable(true);
  }, []);
  const refusal = unreadable ? refuse('SCAN_UNREADABLE') : file.kind === 'failed' ? file.refusal : null;

  const change = (by: 1 | -1 | 0): void =>
    setStep((now) => (by === 0 ? fit : Math.min(zooms.length - 1, Math.max(0, now + by))));
  const turn = (): void => setRotation((now) => (now + 90) % 360);
  const goTo = (number: number): void => pane.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView();
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => change(1),
    '=': () => change(1),
    '-': () => change(-1),
    '0': () => change(0),
    r: turn,
    R: turn,
    ...(file.kind === 'pdf' ? { PageDown: () => goTo(page + 1), PageUp: () => goTo(page - 1) } : {}),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <Dialog open onClose={onClose} fullScreen aria-labelledby={label} onKeyDown={onKeyDown}>
      <ViewerBar
        label={label}
        title={scan.name}
        pages={file.kind === 'pdf' ? { now: page, all: file.pdf.pages } : null}
        zoom={zoom}
        file={
          file.kind === 'loading' || file.url === null
            ? null
            : { url: file.url, name: safeFileName(scan.name, scan.mime) }
        }
        onPage={goTo}
        onZoom={change}
        onRotate={turn}
        onClose={onClose}
      />
      {file.kind === 'loading' && <LinearProgress aria-label={t('scans.view.loading')} />}
      {refusal && (
        <Alert severity="error" sx={{ m: 2 }}>
          {refusalText(t, refusal)}
        </Alert>
      )}
      <Box
        ref={pane}
        tabIndex={0}
        role="region"
        aria-label={t('scans.view.pages')}
        sx={{ flexGrow: 1, minHeight: 0, overflow: 'auto', p: 2, bgcolor: 'action.hover' }}
      >
        <Box ref={inside}>
          <ScanPages
            file={file}
            name={scan.name}
            width={width}
            rotation={rotation}
            unreadable={unreadable}
            onSeen={seen}
            onUnreadable={fail}
          />
        </Box>
      </Box>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ px: 2, py: 0.5 }}>
        {t('scans.view.keys')}
      </Typography>
    </Dialog>
  );
}
