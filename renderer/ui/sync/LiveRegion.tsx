import { Box } from '@mui/material';
import { useLive } from '../office/office-context.tsx';
import type { SyncState } from '../../data/office.ts';
import { useTexts, type TextKey } from '../texts/index.ts';

/** Changes worth announcing: connection lost, sync paused, everything saved at the server. Not every count. */
function spoken({ phase, pending: waiting, lastPull }: SyncState): TextKey | null {
  if (phase === 'paused') return 'sync.spoken.paused';
  if (phase === 'offline') return 'sync.spoken.offline';
  return waiting === 0 && lastPull !== null ? 'sync.spoken.saved' : null;
}

/** Announces changes of the sync state to people who do not see the chip. */
export function LiveRegion() {
  const t = useTexts();
  const key = useLive((office) => spoken(office.sync()));
  return (
    <Box
      role="status"
      aria-live="polite"
      sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
    >
      {key === null ? '' : t(key)}
    </Box>
  );
}
