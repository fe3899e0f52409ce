import { Alert, Button } from '@mui/material';
import { readRefusal } from '../../../shared/refusal.ts';
import { useLiveAsync, useOffice } from '../office/office-context.tsx';
import { commandText, refusalText, useTexts } from '../texts/index.ts';

/** What the register did not take, with its reason, until somebody has read it. */
export function RefusedEntries() {
  const t = useTexts();
  const office = useOffice();
  const items = useLiveAsync((now) => now.attention(), []) ?? [];
  const unread = items.filter(({ seen, status }) => !seen && status === 'rejected');
  return unread.map(({ opId, name, code }) => (
    <Alert
      key={opId}
      severity="error"
      role="alert"
      sx={{ mb: 1 }}
      action={
        <Button color="inherit" onClick={() => void office.markSeen([opId])}>
          {t('agency.refused.close')}
        </Button>
      }
    >
      {t('agency.refused.title', { what: commandText(t, name) })} {refusalText(t, readRefusal(code ?? 'UNKNOWN'))}
    </Alert>
  ));
}
