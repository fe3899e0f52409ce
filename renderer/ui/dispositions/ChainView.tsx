import { Box, Button, Typography } from '@mui/material';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { ChainBranchRow, type BranchAction } from './ChainBranchRow.tsx';
import type { ChainNode } from './chain-tree.ts';

interface Props {
  readonly nodes: readonly ChainNode[];
  readonly names: Names;
  /** Whether the branch of that position is the person's own to report on: while it is open it has the actions. */
  readonly mayFollow: (node: ChainNode, position: string) => boolean;
  readonly onBranch: (action: BranchAction, node: ChainNode, position: string) => void;
  readonly mayWithdraw: (node: ChainNode) => boolean;
  readonly onWithdraw: (node: ChainNode) => void;
  /** The letter was made void: its chain is history, and nothing of it waits for anybody. */
  readonly ended?: boolean;
}

const rail = { borderLeft: 2, borderColor: 'divider', ml: 1.25, pl: 2 } as const;

function NodeText({ node, names }: Pick<Props, 'names'> & { readonly node: ChainNode }) {
  const t = useTexts();
  const { disposition, withdrawn } = node;
  const author = names.author(disposition.by);
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography variant="subtitle2" component="h3">
          {names.title(disposition.from)}
        </Typography>
        {disposition.handwritten && (
          <ToneChip
            tone="secondary"
            label={t('dispositions.chain.handwritten')}
            title={t('dispositions.chain.handwrittenHint', { by: author })}
          />
        )}
        {withdrawn && <ToneChip tone="error" label={t('dispositions.chain.withdrawn')} />}
        <Typography
          variant="caption"
          color="textSecondary"
          sx={{ ml: 'auto' }}
          title={t('dispositions.chain.recordedBy', { when: whenText(disposition.at), by: author })}
        >
          {t('dispositions.chain.date', { date: longDate(disposition.date) })}
        </Typography>
      </Box>
      {disposition.instructions.length > 0 && (
        <Typography variant="body2" sx={{ mt: 0.25 }}>
          {disposition.instructions.join(' · ')}
        </Typography>
      )}
      {disposition.note !== '' && (
        <Typography variant="body2" sx={{ mt: 0.25, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          “{disposition.note}”
        </Typography>
      )}
      {withdrawn && (
        <Typography variant="caption" color="error" component="p">
          {t('dispositions.chain.withdrawnText', { when: whenText(withdrawn.at), reason: withdrawn.reason })}
        </Typography>
      )}
    </>
  );
}

/** The chain of a letter drawn as a tree: who wrote to whom, the state of each branch, and its result. */
export function ChainView(props: Props) {
  const t = useTexts();
  const { nodes, names, mayFollow, onBranch, mayWithdraw, onWithdraw, ended = false } = props;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1.25 }}>
      {nodes.map((node) => (
        <Box component="li" key={node.disposition.id}>
          <Box
            sx={{
              border: 1,
              borderColor: 'divider',
              borderRadius: 1,
              bgcolor: 'background.paper',
              px: 1.5,
              py: 1,
              ...(node.withdrawn || ended ? { opacity: 0.75, borderStyle: 'dashed' } : {}),
            }}
          >
            <NodeText node={node} names={names} />
            {mayWithdraw(node) && (
              <Button color="error" onClick={() => onWithdraw(node)} sx={{ ml: -1.5, mt: 0.25, minHeight: 26 }}>
                {t('dispositions.action.withdraw')}
              </Button>
            )}
          </Box>
          <Box component="ul" sx={{ ...rail, listStyle: 'none', my: 0, pr: 0 }}>
            {node.branches.map((branch, at) => (
              <ChainBranchRow
                key={`${branch.position} ${at}`}
                branch={branch}
                withdrawn={node.withdrawn !== null || ended}
                names={names}
                yours={mayFollow(node, branch.position)}
                onAction={(action) => onBranch(action, node, branch.position)}
              >
                {branch.next.length > 0 && <ChainView {...props} nodes={branch.next} />}
              </ChainBranchRow>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
