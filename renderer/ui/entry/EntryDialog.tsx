import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { ConfirmDialog } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { EntryFrame, EntryProblems } from './EntryFrame.tsx';
import type { EntryForm } from './use-entry-form.ts';

interface Props {
  readonly entry: Pick<
    EntryForm<FieldValues>,
    'frame' | 'submit' | 'saving' | 'failed' | 'loose' | 'badDate' | 'doubts' | 'confirm' | 'touched' | 'forget'
  >;
  readonly title: string;
  /** The verb on the button, never just "OK". */
  readonly confirm: string;
  readonly danger?: boolean;
  /** A few fields: narrow, left without a question, saved by Enter; the button has the focus unless a field asks for it. */
  readonly small?: boolean;
  /** With something beside the fields. */
  readonly wide?: boolean;
  /** Whether there is something to save at all. */
  readonly canSave?: boolean;
  /** A sentence beside the buttons. */
  readonly hint?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function DialogForm(props: Props & { readonly label: string }) {
  const {
    entry,
    title,
    confirm,
    danger = false,
    small = false,
    wide = false,
    canSave = true,
    hint,
    label,
    onClose,
    children,
  } = props;
  const t = useTexts();
  const { frame } = entry;
  useEffect(() => {
    const form = frame.current;
    if (small && !form?.contains(document.activeElement)) {
      form?.querySelector<HTMLElement>('button[type=submit]')?.focus();
    }
  }, [frame, small]);
  return (
    <EntryFrame entry={entry} inDialog enterSaves={small || wide}>
      <DialogTitle id={label} sx={small ? {} : { pb: 0 }}>
        {title}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        {children}
        <EntryProblems entry={entry} />
      </DialogContent>
      <DialogActions>
        {hint !== undefined && (
          <Typography variant="body2" color="textSecondary" sx={{ mr: 'auto', pl: 1 }}>
            {hint}
          </Typography>
        )}
        <Button onClick={onClose}>{t('app.action.cancel')}</Button>
        <Button
          type="submit"
          variant="contained"
          color={danger ? 'error' : 'primary'}
          disabled={!canSave || entry.saving}
        >
          {confirm}
        </Button>
      </DialogActions>
    </EntryFrame>
  );
}

/** The one dialog of an entry: everything wrong is said in it, and what was typed is not left by accident. */
export function EntryDialog(props: Props) {
  const { entry, small = false, wide = false, onClose } = props;
  const t = useTexts();
  const label = useId();
  const [leaving, setLeaving] = useState(false);
  const close = (): void => (entry.touched && !small ? setLeaving(true) : onClose());
  return (
    <Dialog open onClose={close} maxWidth={small ? 'xs' : wide ? 'lg' : 'md'} fullWidth aria-labelledby={label}>
      <DialogForm {...props} label={label} onClose={close} />
      <ConfirmDialog
        open={leaving}
        title={t('app.entry.discardTitle')}
        confirm={t('app.entry.discard')}
        danger
        onClose={() => setLeaving(false)}
        onConfirm={() => {
          entry.forget();
          onClose();
        }}
      >
        {t('app.entry.discardText')}
      </ConfirmDialog>
    </Dialog>
  );
}
