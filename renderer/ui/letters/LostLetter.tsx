import { Box, Typography } from '@mui/material';
import { useMemo } from 'react';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import { useToday } from '../office/clock-context.tsx';
import { chainTree } from '../dispositions/chain-tree.ts';
import { ChainView } from '../dispositions/ChainView.tsx';
import { agendaLabel } from '../kit/index.ts';
import { headerFields } from './header-form.ts';
import { LetterEvents } from './LetterEvents.tsx';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import { TypedFields } from '../entry/TypedFields.tsx';

interface Props {
  /** The letter as this desk knew it last. */
  readonly letter: Letter;
  readonly titles: (positionId: string) => string | null;
}

const nothing = (): void => undefined;

/** A letter the restored server does not have: all of it, so that it can be entered again with its dispositions. */
export function LostLetter({ letter, titles }: Props) {
  const t = useTexts();
  const names = useNames();
  const today = useToday();
  const nodes = useMemo(() => chainTree(letter.facts, today), [letter.facts, today]);
  const header = Object.fromEntries(headerFields.map((field) => [field, letter[field]])) as unknown as LetterHeader;
  return (
    <>
      <TypedFields args={{ agenda: agendaLabel(t, letter.agenda), ...header }} titles={titles} />
      {nodes.length > 0 && (
        <Box sx={{ mb: 1 }}>
          <Typography variant="subtitle2" component="h3" sx={{ mb: 0.5 }}>
            {t('letters.page.chain')}
          </Typography>
          <ChainView
            nodes={nodes}
            names={names}
            mayFollow={() => false}
            mayWithdraw={() => false}
            onBranch={nothing}
            onWithdraw={nothing}
          />
        </Box>
      )}
      <Box sx={{ mb: 1.5 }}>
        <LetterEvents letter={letter} names={names} />
      </Box>
    </>
  );
}
