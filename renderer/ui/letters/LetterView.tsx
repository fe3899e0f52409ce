import { Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { assertNever } from '../../../shared/result.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { chainTree } from '../dispositions/chain-tree.ts';
import { ChainView } from '../dispositions/ChainView.tsx';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { EmptyState, Page } from '../kit/index.ts';
import { usePrintKey } from '../print/use-print-key.ts';
import { useTexts } from '../texts/index.ts';
import { newComplaintPath } from '../links.ts';
import { useMayMake } from '../office/allowed.ts';
import { useToday } from '../office/clock-context.tsx';
import { CorrectAgain } from './CorrectAgain.tsx';
import { fieldText } from './field-text.ts';
import { allowedActions, branchKey, ownBranches, withdrawable, type LetterAction } from './letter-actions.ts';
import { LetterActions } from './LetterActions.tsx';
import { LetterDetails } from './LetterDetails.tsx';
import { LetterDialogs, type LetterDialog } from './LetterDialogs.tsx';
import { LetterEvents } from './LetterEvents.tsx';
import { useNames } from '../office/use-names.ts';
import { ScanPanel } from '../scans/ScanPanel.tsx';
import { isAddressed } from '../dispositions/my-branches.ts';
import { useReading } from './use-reading.ts';

const nothing: ReadonlySet<never> = new Set();

function dialogFor(action: LetterAction): LetterDialog {
  switch (action) {
    case 'issue':
      return { kind: 'disposition', task: { kind: 'issue' } };
    case 'transcribe':
      return { kind: 'disposition', task: { kind: 'transcribe' } };
    case 'forward':
      return { kind: 'handOver' };
    case 'correct':
    case 'file':
    case 'void':
      return { kind: action };
    default:
      return assertNever(action, 'letter action');
  }
}

interface Props {
  readonly letter: Letter;
  /** What other features show of it. */
  readonly related: ReactNode;
}

/** A letter that may be read: its data, its chain, its history, and what can be done. */
export function LetterView({ letter, related }: Props) {
  const t = useTexts();
  const names = useNames();
  const today = useToday();
  const [dialog, setDialog] = useState<LetterDialog | null>(null);
  const pending = useLive((office) => office.pendingOf('letter', letter.id), [letter.id]);
  const mine = useLive((office) => office.who()).positions;
  const mayComplain = useMayMake('complaint.record');
  const navigate = useNavigate();
  // Queried by id, so that the buttons stay in place while the letter itself changes.
  const rights = useLiveAsync(
    async (office) => {
      const now = await office.get<Letter>('letter', letter.id);
      if (now === null) return undefined;
      return {
        actions: await allowedActions(office, now),
        withdraw: await withdrawable(office, now),
        branches: await ownBranches(office, now),
      };
    },
    [letter.id],
  );
  const nodes = useMemo(() => chainTree(letter.facts, today), [letter.facts, today]);
  useReading(letter);
  usePrintKey(dialog === null ? () => setDialog({ kind: 'print' }) : null);

  return (
    <Page
      title={`${letter.letterNumber || t('letters.unnumbered')} · ${letter.subject}`}
      tab={isSecret(letter.security) ? t('letters.page.secretTab') : undefined}
      subtitle={
        <>
          <MuiLink component={Link} to="/">
            {t('letters.page.back')}
          </MuiLink>
          {` · ${[letter.sender.name, fieldText(t, names, 'letterDate', letter.letterDate)].join(' · ')}`}
        </>
      }
      actions={
        <LetterActions
          allowed={rights?.actions ?? nothing}
          addressed={isAddressed(letter, mine)}
          onAction={(action) => setDialog(dialogFor(action))}
          onPrint={() => setDialog({ kind: 'print' })}
          onComplaint={
            mayComplain && letter.voided === null
              ? () => void navigate(newComplaintPath({ letterId: letter.id }))
              : null
          }
        />
      }
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(320px, 5fr) minmax(380px, 7fr)',
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <LetterDetails letter={letter} names={names} pending={pending} />
          {related}
          <ScanPanel letter={letter} />
          <LetterEvents letter={letter} names={names} />
        </Box>
        <Paper
          variant="outlined"
          component="section"
          aria-label={t('dispositions.chain.label')}
          sx={{ p: 2, bgcolor: 'background.default' }}
        >
          <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
            {t('letters.page.chain')}
          </Typography>
          {letter.voided && nodes.length > 0 && (
            <Typography variant="body2" color="error" sx={{ mb: 1 }}>
              {t('letters.page.chainEnded')}
            </Typography>
          )}
          {nodes.length === 0 ? (
            <EmptyState title={t('letters.page.noChain')}>{t('letters.page.noChainHint')}</EmptyState>
          ) : (
            <ChainView
              ended={letter.voided !== null}
              nodes={nodes}
              names={names}
              mayFollow={({ disposition }, position) =>
                rights?.branches.has(branchKey(disposition.id, position)) ?? false
              }
              mayWithdraw={({ disposition }) => rights?.withdraw.has(disposition.id) ?? false}
              onWithdraw={({ disposition }) => setDialog({ kind: 'withdraw', of: disposition.id })}
              onBranch={(action, { disposition }, position) =>
                setDialog(
                  action === 'forward'
                    ? { kind: 'disposition', task: { kind: 'forward', parent: disposition.id, from: position } }
                    : { kind: action, of: disposition.id, position },
                )
              }
            />
          )}
        </Paper>
      </Box>
      <CorrectAgain letter={letter} />
      {dialog !== null && <LetterDialogs letter={letter} dialog={dialog} onClose={() => setDialog(null)} />}
    </Page>
  );
}
