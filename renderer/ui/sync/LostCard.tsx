import type { ComponentType } from 'react';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Position } from '../../../shared/people/people.ts';
import type { LostDocument } from '../../data/office.ts';
import { TypedFields } from '../entry/TypedFields.tsx';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { lostAgain, type Entry } from './again.ts';
import { AttentionFrame } from './AttentionFrame.tsx';

/** Shows a letter the restored server does not have, all of it. */
export type LostLetterView = ComponentType<{
  readonly letter: Letter;
  readonly titles: (positionId: string) => string | null;
}>;

interface Props {
  readonly lost: LostDocument;
  readonly LostLetter: LostLetterView;
  readonly onEnter: (entries: readonly Entry[]) => void;
  readonly onSeen: () => void;
}

/** A document that a restored server lost, as this desk had it last. */
export function LostCard({ lost, LostLetter, onEnter, onSeen }: Props) {
  const t = useTexts();
  const positions = useLive((office) => office.master<Position>('position'));
  const titles = (id: string): string | null => positions.find((p) => p.id === id)?.shortTitle ?? null;
  return (
    <AttentionFrame
      status="flagged"
      seen={lost.seen}
      label={t('sync.attention.lost')}
      title={t('sync.attention.lost')}
      caption=""
      explanation={t('sync.attention.lostText')}
      again={lostAgain(lost)}
      onOpen={null}
      onEnter={onEnter}
      onSeen={onSeen}
    >
      {lost.docType === 'letter' ? (
        <LostLetter letter={lost.doc as Letter} titles={titles} />
      ) : (
        <TypedFields args={lost.doc} titles={titles} />
      )}
    </AttentionFrame>
  );
}
