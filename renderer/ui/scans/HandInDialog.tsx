import UploadFile from '@mui/icons-material/UploadFile';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material';
import { useId, useState, type SubmitEvent } from 'react';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { scanMimes } from '../../../shared/scans/scan-type.ts';
import { FileButton } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { sizeText } from './scan-words.ts';
import { useStoreFile, type StoredFile } from './use-store-file.ts';

interface Props {
  /** The requirement it is for. */
  readonly title: string;
  readonly caseId: string;
  /** Records the entry that names the file; null: it is saved. */
  readonly onHand: (scan: StoredFile, remark: string) => Promise<Refusal | null>;
  readonly onClose: () => void;
}

/** Hands in a requirement: the file first, then the entry that names it; without the network both wait here. */
export function HandInDialog({ title, caseId, onHand, onClose }: Props) {
  const t = useTexts();
  const label = useId();
  const store = useStoreFile(caseId);
  const [file, setFile] = useState<File | null>(null);
  const [remark, setRemark] = useState('');
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function hand(): Promise<Refusal | null> {
    if (!file) return refuse('REQUIRED', { field: 'scan' });
    const stored = await store(file);
    return stored.ok ? onHand(stored.value, remark) : stored.error;
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    const refused = await hand().catch((fault: unknown) => {
      console.error(fault);
      return refuse('SCAN_NOT_SAVED');
    });
    setSaving(false);
    setRefusal(refused);
  }

  return (
    <Dialog open onClose={saving ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby={label}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={label}>{t('agency.dialog.title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          <Typography variant="body2">{title}</Typography>
          <FileButton
            autoFocus
            variant="outlined"
            startIcon={<UploadFile />}
            accept={[...scanMimes, 'image/webp'].join(',')}
            sx={{ alignSelf: 'flex-start' }}
            onFile={(chosen) => {
              setRefusal(null);
              setFile(chosen);
            }}
          >
            {t('agency.dialog.file')}
          </FileButton>
          <Typography variant="body2" role="status" sx={{ overflowWrap: 'anywhere' }}>
            {file ? `${file.name} · ${sizeText(t, file.size)}` : t('agency.dialog.none')}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {t('agency.dialog.hint')}
          </Typography>
          <TextField
            label={t('agency.dialog.remark')}
            value={remark}
            onChange={({ target }) => setRemark(target.value)}
          />
          {refusal && (
            <Alert severity="error" role="alert">
              {refusal.code === 'REQUIRED' ? t('agency.dialog.none') : refusalText(t, refusal)}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={saving}>
            {t('app.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={saving}>
            {t(saving ? 'agency.dialog.saving' : 'agency.dialog.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
