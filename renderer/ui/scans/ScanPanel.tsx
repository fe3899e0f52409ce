import UploadFile from '@mui/icons-material/UploadFile';
import { Alert, Box, Button, LinearProgress, Paper, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { scansOf, type AttachedScan } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { scanMimes } from '../../../shared/scans/scan-type.ts';
import { useMay } from '../office/allowed.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { RemoveScanDialog } from './RemoveScanDialog.tsx';
import { ScanRow } from './ScanRow.tsx';
import { ScanViewer } from './ScanViewer.tsx';
import { useAddScans } from './use-add-scans.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useScanStates } from './use-scan-states.ts';

/** The scans of a letter: the list with the state of each file, and the drop area for new ones. */
export function ScanPanel({ letter }: { readonly letter: Letter }) {
  const t = useTexts();
  // Whoever comes from the booking to add a scan finds the button under the Enter key.
  const wanted = (useLocation().state as { readonly scans?: boolean } | null)?.scans === true;
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<AttachedScan | null>(null);
  const [removing, setRemoving] = useState<AttachedScan | null>(null);
  const scans = scansOf(letter).filter(({ removed }) => removed === null);
  const states = useScanStates(
    letter.id,
    scans.map(({ sha256 }) => sha256),
  );
  const mayAdd = useMay('letter.attachScan', { type: 'letter', id: letter.id });
  const mayRemove = useMay('letter.removeScan', { type: 'letter', id: letter.id });
  const { busy, problems, add } = useAddScans(letter.id);
  const { over, handlers } = useFileDrop(mayAdd === true, add);

  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('scans.title')}
      {...handlers}
      sx={{ p: 2, ...(over ? { borderStyle: 'dashed', borderColor: 'primary.main', bgcolor: 'action.hover' } : {}) }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h3" component="h2" sx={{ flexGrow: 1 }}>
          {t('scans.title')}
        </Typography>
        {mayAdd === true && (
          <Button
            autoFocus={wanted}
            size="small"
            startIcon={<UploadFile />}
            disabled={busy !== null}
            onClick={() => input.current?.click()}
          >
            {t('scans.add')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          multiple
          aria-label={t('scans.add')}
          accept={[...scanMimes, 'image/webp'].join(',')}
          onChange={({ target }) => {
            add([...(target.files ?? [])]);
            // The same file may be chosen again after it was refused.
            target.value = '';
          }}
        />
      </Box>
      <Box role="status" aria-live="polite">
        {busy !== null && (
          <>
            <Typography variant="body2">{t('scans.adding', { name: busy })}</Typography>
            <LinearProgress aria-label={t('scans.adding', { name: busy })} sx={{ my: 0.5 }} />
          </>
        )}
      </Box>
      {problems.map(({ name, refusal }, at) => (
        <Alert key={at} severity="error" sx={{ my: 0.5, overflowWrap: 'anywhere' }}>
          {t('scans.problem', { name: name === '' ? t('scans.image') : name, text: refusalText(t, refusal) })}
        </Alert>
      ))}
      {scans.length === 0 ? (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {over ? t('scans.drop') : t('scans.empty')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 0.5 }}>
          {scans.map((scan) => (
            <ScanRow
              key={scan.id}
              scan={scan}
              state={states.get(scan.sha256)}
              onOpen={() => setShown(scan)}
              onRemove={mayRemove === true ? () => setRemoving(scan) : null}
            />
          ))}
        </Box>
      )}
      {mayAdd === true && (
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.5 }}>
          {t('scans.hint')}
        </Typography>
      )}
      {shown && <ScanViewer letterId={letter.id} scan={shown} onClose={() => setShown(null)} />}
      {removing && <RemoveScanDialog letterId={letter.id} scan={removing} onClose={() => setRemoving(null)} />}
    </Paper>
  );
}
