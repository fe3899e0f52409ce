import { Dialog, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useId } from 'react';
import { useOffice } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { SignInForm } from './SignInForm.tsx';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** An expired session signs in over the open screen, whose input stays as it is. */
export function SignInAgain({ open, onClose }: Props) {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  const label = useId();
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={label}>
      <DialogTitle id={label}>{t('session.again.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText variant="body2" sx={{ mb: 2 }}>
          {t('session.again.lead')}
        </DialogContentText>
        <SignInForm
          username={office.account.username}
          fixed
          onSigned={({ online }) => {
            onClose();
            say(t(online ? 'session.again.done' : 'session.again.offline'), online ? 'success' : 'info');
            void office.syncNow();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
