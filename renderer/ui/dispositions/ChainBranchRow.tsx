import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import type { ChainBranch } from './chain-tree.ts';

export type BranchAction = 'forward' | 'report' | 'complete';

interface Props {
  readonly branch: ChainBranch;
  readonly withdrawn: boolean;
  readonly names: Names;
  readonly yours: boolean;
  readonly onAction: (action: BranchAction) => void;
  readonly children: ReactNode;
}

const tones = { unread: 'warning', read: 'info', forwarded: 'primary', completed: 'success' } as const;
const actions: readonly BranchAction[] = ['forward', 'report', 'complete'];

/** One recipient: state, due day, reading, reports, result, and the actions of the person it waits for. */
export function ChainBranchRow({ branch, withdrawn, names, yours, onAction, children }: Props) {
  const t = useTexts();
  const { position, due, state, overdue, read, reports, completion } = branch;
  const open = !withdrawn && (state === 'unread' || state === 'read');
  // The line of the reading is reserved, so that the buttons stay under the pointer when it arrives.
  const awaitsReading = open && yours && state === 'unread';
  const factText = (
    key: 'readBy' | 'report' | 'completed',
    fact: { at: string; by: Parameters<Names['author']>[0] },
  ): string => t(`dispositions.chain.${key}`, { when: whenText(fact.at), by: names.author(fact.by) });
  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        py: 0.75,
        '&::before': {
          content: '""',
          position: 'absolute',
          left: -16,
          top: 18,
          width: 12,
          borderTop: 2,
          borderColor: 'divider',
        },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap', minHeight: 24 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          <Box component="span" aria-hidden sx={{ color: 'text.secondary', mr: 0.75 }}>
            →
          </Box>
          {names.title(position)}
        </Typography>
        {!withdrawn && <ToneChip tone={tones[state]} label={t(`dispositions.state.${state}`)} />}
        {due !== null && (
          <Typography
            variant="caption"
            sx={{ color: overdue ? 'error.main' : 'text.secondary', fontWeight: overdue ? 700 : 400 }}
          >
            {t('dispositions.due', { date: longDate(due) })}
            {overdue && ` · ${t('dispositions.overdue')}`}
          </Typography>
        )}
        {open && yours && <ToneChip tone="secondary" label={t('dispositions.chain.yours')} />}
      </Box>
      {((read && state === 'read') || awaitsReading) && (
        <Typography variant="caption" color="textSecondary" component="p" sx={{ minHeight: '1lh' }}>
          {read && factText('readBy', read)}
        </Typography>
      )}
      {reports.map((report) => (
        <Box key={report.id} sx={{ mt: 0.5 }}>
          <Typography variant="caption" color="textSecondary" component="p">
            {factText('report', report)}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {report.text}
          </Typography>
        </Box>
      ))}
      {completion && (
        <Box sx={{ mt: 0.5 }}>
          <Typography variant="caption" color="success" component="p">
            {factText('completed', completion)}
          </Typography>
          {completion.text !== '' && (
            <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {completion.text}
            </Typography>
          )}
        </Box>
      )}
      {open && yours && (
        <Box sx={{ display: 'flex', gap: 1, mt: 0.75 }}>
          {actions.map((action) => (
            <Button
              key={action}
              variant={action === 'forward' ? 'contained' : 'outlined'}
              onClick={() => onAction(action)}
            >
              {t(`dispositions.action.${action}`)}
            </Button>
          ))}
        </Box>
      )}
      {children !== false && children !== null && <Box sx={{ mt: 1 }}>{children}</Box>}
    </Box>
  );
}
