import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';
import { useTexts } from '../texts/index.ts';
import { saveByKeys } from './form-keys.ts';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  /** The verb on the button, never just "OK". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

type FormProps = Omit<Props, 'open'> & { readonly label: string };

/**
 * The button is under the Enter key from the start, unless a field asked for the focus. A button that is disabled while
 * it saves loses it; when the answer is a refusal, the field it is about has it next.
 */
function useFocus(frame: RefObject<HTMLFormElement | null>, disabled: boolean): void {
  useEffect(() => {
    const form = frame.current;
    const active = document.activeElement;
    const typing = form?.contains(active) === true && !(active instanceof HTMLButtonElement);
    if (disabled || typing) return;
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid=true]');
    (wrong ?? form?.querySelector<HTMLElement>('button[type=submit]'))?.focus();
  }, [frame, disabled]);
}

function ConfirmForm({ title, children, confirm, danger = false, disabled = false, label, ...on }: FormProps) {
  const t = useTexts();
  const frame = useRef<HTMLFormElement>(null);
  useFocus(frame, disabled);
  return (
    <form
      ref={frame}
      onKeyDownCapture={(event) => saveByKeys(event, () => !disabled && on.onConfirm())}
      onSubmit={(event) => {
        event.preventDefault();
        on.onConfirm();
      }}
    >
      <DialogTitle id={label}>{title}</DialogTitle>
      <DialogContent>
        {typeof children === 'string' ? <DialogContentText variant="body2">{children}</DialogContentText> : children}
      </DialogContent>
      <DialogActions>
        <Button onClick={on.onClose}>{t('app.action.cancel')}</Button>
        <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} disabled={disabled}>
          {confirm}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Asks before something that cannot be taken back. Enter confirms, Esc leaves. */
export function ConfirmDialog({ open, ...form }: Props) {
  const label = useId();
  return (
    <Dialog open={open} onClose={form.onClose} maxWidth="xs" fullWidth aria-labelledby={label}>
      <ConfirmForm {...form} label={label} />
    </Dialog>
  );
}
