import Close from '@mui/icons-material/Close';
import Download from '@mui/icons-material/Download';
import FitScreen from '@mui/icons-material/FitScreen';
import NavigateBefore from '@mui/icons-material/NavigateBefore';
import NavigateNext from '@mui/icons-material/NavigateNext';
import RotateRight from '@mui/icons-material/RotateRight';
import ZoomIn from '@mui/icons-material/ZoomIn';
import ZoomOut from '@mui/icons-material/ZoomOut';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly label: string;
  readonly title: string;
  /** Null for an image. */
  readonly pages: { readonly now: number; readonly all: number } | null;
  readonly zoom: number;
  /** Address of the file and the name to save it under; null before it is there. */
  readonly file: { readonly url: string; readonly name: string } | null;
  readonly onPage: (page: number) => void;
  readonly onZoom: (step: 1 | -1 | 0) => void;
  readonly onRotate: () => void;
  readonly onClose: () => void;
}

function Tool(props: { name: string; disabled?: boolean; onClick: () => void; children: ReactNode }) {
  const { name, disabled = false, onClick, children } = props;
  return (
    <Tooltip title={name}>
      <span>
        <IconButton aria-label={name} disabled={disabled} onClick={onClick}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}

/** What can be done with the scan in the window: pages, size, turning, saving. */
export function ViewerBar({ label, title, pages, zoom, file, onPage, onZoom, onRotate, onClose }: Props) {
  const t = useTexts();
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5, px: 2, py: 0.5, borderBottom: 1, borderColor: 'divider' }}
    >
      <Typography id={label} variant="h3" component="h2" noWrap sx={{ flexGrow: 1, minWidth: 0 }}>
        {title}
      </Typography>
      {pages && (
        <>
          <Tool name={t('scans.view.previous')} disabled={pages.now <= 1} onClick={() => onPage(pages.now - 1)}>
            <NavigateBefore />
          </Tool>
          <Typography variant="body2" role="status" sx={{ whiteSpace: 'nowrap' }}>
            {t('scans.view.page', { page: pages.now, pages: pages.all })}
          </Typography>
          <Tool name={t('scans.view.next')} disabled={pages.now >= pages.all} onClick={() => onPage(pages.now + 1)}>
            <NavigateNext />
          </Tool>
        </>
      )}
      <Tool name={t('scans.view.zoomOut')} onClick={() => onZoom(-1)}>
        <ZoomOut />
      </Tool>
      <Typography variant="body2" sx={{ minWidth: '3rem', textAlign: 'center' }}>
        {t('scans.view.zoom', { percent: Math.round(zoom * 100) })}
      </Typography>
      <Tool name={t('scans.view.zoomIn')} onClick={() => onZoom(1)}>
        <ZoomIn />
      </Tool>
      <Tool name={t('scans.view.fit')} onClick={() => onZoom(0)}>
        <FitScreen />
      </Tool>
      <Tool name={t('scans.view.rotate')} onClick={onRotate}>
        <RotateRight />
      </Tool>
      {file && (
        <Button component="a" href={file.url} download={file.name} startIcon={<Download />}>
          {t('scans.view.download')}
        </Button>
      )}
      <Tool name={t('app.action.close')} onClick={onClose}>
        <Close />
      </Tool>
    </Box>
  );
}
