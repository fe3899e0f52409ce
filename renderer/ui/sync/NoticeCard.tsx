import { Button } from '@mui/material';
import { Link } from 'react-router';
import type { Position } from '../../../shared/people/people.ts';
import { twiceName, twinName, type AttentionItem } from '../../data/office.ts';
import { whenText } from '../office/names.ts';
import { useLive } from '../office/office-context.tsx';
import { casePath } from '../links.ts';
import { useTexts, type TextKey } from '../texts/index.ts';
import { AboutDocument } from './AboutDocument.tsx';
import { AttentionFrame } from './AttentionFrame.tsx';
import { MergeTable } from './MergeTable.tsx';

interface Props {
  readonly item: AttentionItem;
  readonly onSeen: () => void;
}

const letterPath = (id: string): string => `/surat/${encodeURIComponent(id)}`;

interface Words {
  readonly title: TextKey;
  readonly text: TextKey;
  readonly open: TextKey;
  readonly page: (id: string) => string;
}

function wordsOf({ name }: AttentionItem): Words {
  if (name === twiceName) {
    const page = (id: string): string => casePath(id);
    return { title: 'sync.attention.twice', text: 'sync.attention.twiceText', open: 'sync.attention.openCase', page };
  }
  const [title, text, open]: readonly [TextKey, TextKey, TextKey] =
    name === twinName
      ? ['sync.attention.twin', 'sync.attention.twinText', 'sync.attention.openSecond']
      : ['sync.attention.overwritten', 'sync.attention.overwrittenText', 'sync.attention.openLetter'];
  return { title, text, open, page: letterPath };
}

/**
 * What somebody else did to a document this account has a part in: booked the letter as well, replaced a correction of it, or
 * wrote the same field of a step's form.
 */
export function NoticeCard({ item, onSeen }: Props) {
  const t = useTexts();
  const positions = useLive((office) => office.master<Position>('position'));
  const words = wordsOf(item);
  const { other } = item.args as { readonly other?: string };
  const title = t(words.title);
  return (
    <AttentionFrame
      status={item.status}
      seen={item.seen}
      label={title}
      title={title}
      caption={whenText(item.at)}
      explanation={t(words.text)}
      again={null}
      onOpen={null}
      onEnter={() => undefined}
      onSeen={onSeen}
      actions={
        <>
          <Button variant="outlined" component={Link} to={words.page(item.docId)}>
            {t(words.open)}
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
      <AboutDocument type={item.docType} id={item.docId} />
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
