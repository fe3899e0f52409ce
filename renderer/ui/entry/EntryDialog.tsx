import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId, useState, type ReactNode } from 'react';
import { ConfirmDialog, enterMovesOn } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly title: string;
  /** Something was typed: leaving asks first. */
  readonly touched: boolean;
  readonly saveLabel: string;
  readonly canSave: boolean;
  readonly hint?: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is an entry: Enter moves on, Ctrl+Enter saves from anywhere, and what was typed is not left by accident. */
export function EntryDialog({ title, touched, saveLabel, canSave, hint, onSave, onClose, children }: Props) {
  const t = useTexts();
  const label = useId();
  const [leaving, setLeaving] = useState(false);
  const close = (): void => (touched ? setLeaving(true) : onClose());
  return (
    <Dialog open onClose={close} maxWidth="md" fullWidth aria-labelledby={label}>
      <Box
        component="form"
        noValidate
        autoComplete="off"
        sx={{ display: 'contents' }}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey || event.repeat) return;
          event.preventDefault();
          event.stopPropagation();
          onSave();
        }}
        onKeyDown={enterMovesOn}
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <DialogTitle id={label} sx={{ pb: 0 }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>{children}</DialogContent>
        <DialogActions>
          {hint !== undefined && (
            <Typography variant="body2" color="textSecondary" sx={{ mr: 'auto', pl: 1 }}>
              {hint}
            </Typography>
          )}
          <Button onClick={close}>{t('app.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!canSave}>
            {saveLabel}
          </Button>
        </DialogActions>
      </Box>
      <ConfirmDialog
        open={leaving}
        title={t('letters.dialog.discardTitle')}
        confirm={t('letters.dialog.discard')}
        danger
        onClose={() => setLeaving(false)}
        onConfirm={onClose}
      >
        {t('letters.dialog.discardText')}
      </ConfirmDialog>
    </Dialog>
  );
}
