import { Box, ButtonBase } from '@mui/material';
import { Link } from 'react-router';
import { useNow } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { syncWords } from './sync-words.ts';

/** The sync state, always visible; leads to the page that explains it. */
export function SyncChip() {
  const t = useTexts();
  const now = useNow();
  const state = useLive((office) => office.sync());
  const { text, tone } = syncWords(t, state, now);
  return (
    <ButtonBase
      component={Link}
      to="/sinkron"
      data-testid="sync-state"
      aria-label={`${t('sync.label')}: ${text}`}
      sx={{
        gap: 0.75,
        px: 1,
        py: 0.5,
        borderRadius: 1,
        fontSize: '0.75rem',
        color: 'text.primary',
        bgcolor: tone === 'success' ? 'transparent' : `${tone}.light`,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box aria-hidden sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: `${tone}.main`, flexShrink: 0 }} />
      <span>{text}</span>
    </ButtonBase>
  );
}
