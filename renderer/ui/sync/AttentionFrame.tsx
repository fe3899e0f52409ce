import { Box, Button, Paper, Typography } from '@mui/material';
import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import type { ResultStatus } from '../../../shared/sync/protocol.ts';
import { ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import type { Again, Entry } from './again.ts';

/** How each kind of answer looks. */
export const tones = {
  applied: 'success',
  merged: 'info',
  flagged: 'warning',
  rejected: 'error',
  quarantined: 'secondary',
} as const;

interface Props {
  readonly status: ResultStatus;
  readonly seen: boolean;
  readonly label: string;
  readonly title: string;
  readonly caption: string;
  readonly explanation: string;
  readonly again: Again | null;
  /** Opens the page of the document; null: there is none. */
  readonly onOpen: (() => void) | null;
  /** Records something now, as new entries in this order. */
  readonly onEnter: (entries: readonly Entry[]) => void;
  readonly onSeen: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What is common to everything that asks for attention: kind, words, content, what can be done, and its keys. */
export function AttentionFrame(props: Props) {
  const t = useTexts();
  const { status, seen, label, title, caption, explanation, again, onOpen, onEnter, onSeen, actions, children } = props;

  function onKeyDown(event: KeyboardEvent): void {
    // Keys meant for a button inside the card are not the card's.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && onOpen !== null) onOpen();
    else if (event.key.toLowerCase() === 's' && !event.ctrlKey && !event.altKey && !seen) onSeen();
    else return;
    event.preventDefault();
  }

  return (
    <Paper
      variant="outlined"
      component="article"
      tabIndex={0}
      aria-label={label}
      onKeyDown={onKeyDown}
      sx={{
        p: 2,
        mb: 1.5,
        opacity: seen ? 0.75 : 1,
        '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineStyle: 'solid' },
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <ToneChip tone={tones[status]} label={t(`sync.attention.status.${status}`)} />
        <Typography variant="h3" component="h2">
          {title}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {caption}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {explanation}
      </Typography>
      {children}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {actions}
        {again?.kind === 'form' && (
          <Button variant="outlined" component={Link} to={again.to}>
            {t('sync.attention.again')}
          </Button>
        )}
        {again?.kind === 'run' && (
          <Button variant="outlined" onClick={() => onEnter(again.entries)}>
            {t('sync.attention.again')}
          </Button>
        )}
        {!seen && <Button onClick={onSeen}>{t('sync.attention.seen')}</Button>}
      </Box>
    </Paper>
  );
}
