import { Button } from '@mui/material';
import { Link } from 'react-router';
import type { Position } from '../../../shared/people/people.ts';
import { twinName, type AttentionItem } from '../../data/office.ts';
import { whenText } from '../office/names.ts';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { AboutDocument } from './AboutDocument.tsx';
import { AttentionFrame } from './AttentionFrame.tsx';
import { MergeTable } from './MergeTable.tsx';

interface Props {
  readonly item: AttentionItem;
  readonly onSeen: () => void;
}

const letterPath = (id: string): string => `/surat/${encodeURIComponent(id)}`;

/** What somebody else did to a letter this account has a part in: booked it as well, or replaced a correction of it. */
export function NoticeCard({ item, onSeen }: Props) {
  const t = useTexts();
  const positions = useLive((office) => office.master<Position>('position'));
  const isTwin = item.name === twinName;
  const { other } = item.args as { readonly other?: string };
  const title = t(isTwin ? 'sync.attention.twin' : 'sync.attention.overwritten');
  return (
    <AttentionFrame
      status={item.status}
      seen={item.seen}
      label={title}
      title={title}
      caption={whenText(item.at)}
      explanation={t(isTwin ? 'sync.attention.twinText' : 'sync.attention.overwrittenText')}
      again={null}
      onOpen={null}
      onEnter={() => undefined}
      onSeen={onSeen}
      actions={
        <>
          <Button variant="outlined" component={Link} to={letterPath(item.docId)}>
            {t(isTwin ? 'sync.attention.openSecond' : 'sync.attention.openLetter')}
          </Button>
          {other !== undefined && (
            <Button variant="outlined" component={Link} to={letterPath(other)}>
              {t('sync.attention.openFirst')}
            </Button>
          )}
        </>
      }
    >
      {other !== undefined && <AboutDocument type="letter" id={other} />}
      <AboutDocument type="letter" id={item.docId} />
      {item.notes.length > 0 && (
        <MergeTable
          item={item}
          titles={(id) => positions.find((one) => one.id === id)?.shortTitle ?? null}
          onChoose={null}
        />
      )}
    </AttentionFrame>
  );
}
