import { Typography } from '@mui/material';
import { useState } from 'react';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { useOffice } from '../office/office-context.tsx';
import { ConfirmDialog } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { PositionField } from '../entry/PositionField.tsx';
import { useEntry } from '../entry/use-entry.ts';

interface Props {
  readonly letter: Letter;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Records that the letter with its sheet was handed to someone; the head of the office is proposed. */
export function HandOverDialog({ letter, onClose, onDone }: Props) {
  const t = useTexts();
  const office = useOffice();
  const entry = useEntry();
  const [to, setTo] = useState(() => office.master<OfficeIdentity>('office')[0]?.headPosition ?? null);
  const refusal = entry.refusals[0];
  return (
    <ConfirmDialog
      open
      title={t('letters.dialog.forwardTitle')}
      confirm={t('letters.dialog.forwardConfirm')}
      disabled={to === null || entry.saving}
      onClose={onClose}
      onConfirm={() => {
        void entry.run('letter.forward', { letterId: letter.id, to }).then((done) => {
          if (done) onDone();
        });
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t('letters.dialog.forwardText')}
      </Typography>
      <PositionField
        label={t('letters.dialog.to')}
        value={to}
        error={entry.failed ? t('letters.register.failed') : refusal ? refusalText(t, refusal) : null}
        onChange={setTo}
      />
    </ConfirmDialog>
  );
}
