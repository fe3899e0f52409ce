import { Box, Button, Paper, Typography } from '@mui/material';
import type { KeyboardEvent } from 'react';
import type { AttentionItem, CopiedDesks } from '../../data/office.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly item: AttentionItem;
  readonly onSeen: () => void;
}

/** PROTOCOL E7: this desk's data was copied or rewound; with which desks it shares them, and what to look at. */
export function CopiedCard({ item, onSeen }: Props) {
  const t = useTexts();
  const { desks } = item.args as CopiedDesks;
  const named = desks.map(({ code, name }) => t('sync.attention.copiedDesk', { code, name })).join(', ');

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return;
    if (event.key.toLowerCase() !== 's' || item.seen) return;
    onSeen();
    event.preventDefault();
  }

  return (
    <Paper
      variant="outlined"
      component="article"
      tabIndex={0}
      aria-label={t('sync.attention.copied')}
      onKeyDown={onKeyDown}
      sx={{
        p: 2,
        mb: 1.5,
        opacity: item.seen ? 0.75 : 1,
        '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineStyle: 'solid' },
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <ToneChip tone="warning" label={t('sync.attention.status.flagged')} />
        <Typography variant="h3" component="h2">
          {t('sync.attention.copied')}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {whenText(item.at)}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {named === '' ? t('sync.attention.copiedAlone') : t('sync.attention.copiedDesks', { desks: named })}
      </Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('sync.attention.copiedCheck')}
      </Typography>
      {!item.seen && <Button onClick={onSeen}>{t('sync.attention.seen')}</Button>}
    </Paper>
  );
}
