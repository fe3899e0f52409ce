import { Alert, Button, Typography } from '@mui/material';
import { Link, useNavigate } from 'react-router';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { DocType } from '../../../shared/commands/documents.ts';
import type { Position } from '../../../shared/people/people.ts';
import { readRefusal } from '../../../shared/refusal.ts';
import type { AttentionItem } from '../../data/office.ts';
import { useLive } from '../office/office-context.tsx';
import { casePath, interchangePath } from '../links.ts';
import { useAccountName } from '../office/use-account-name.ts';
import { whenText } from '../office/names.ts';
import { commandText, refusalText, useTexts, type TextKey } from '../texts/index.ts';
import { againOf, type Entry } from './again.ts';
import { AboutDocument } from './AboutDocument.tsx';
import { AttentionFrame } from './AttentionFrame.tsx';
import { MergeTable } from './MergeTable.tsx';
import { TypedFields } from '../entry/TypedFields.tsx';

interface Props {
  readonly item: AttentionItem;
  /** Records something now, as new entries in this order. */
  readonly onEnter: (entries: readonly Entry[]) => void;
  readonly onSeen: () => void;
}

/** Who released or refused an entry, when and why. */
function Decision({ decided }: { readonly decided: NonNullable<AttentionItem['decided']> }) {
  const t = useTexts();
  const nameOf = useAccountName();
  const { date, time } = toWib(decided.at);
  const values = { name: nameOf(decided.by) ?? decided.by, date: longDate(date), time: clockTime(time) };
  return (
    <Typography variant="body2" sx={{ mb: 1 }}>
      {decided.reason === undefined
        ? t('sync.attention.decided', values)
        : t('sync.attention.decidedWhy', { ...values, reason: decided.reason })}
    </Typography>
  );
}

function openText(type: DocType | null): TextKey {
  if (type === 'complaint') return 'sync.attention.openComplaint';
  if (type === 'interchange') return 'interchange.step.open';
  return type === 'case' ? 'sync.attention.openCase' : 'sync.attention.openLetter';
}

/** The page of the document an entry is about; null where there is none. */
function pageOf({ docType, docId, status, name }: AttentionItem): string | null {
  if (docType === 'letter' || docType === 'letterStub') return `/surat/${encodeURIComponent(docId)}`;
  if (docType === 'complaint' && !(status === 'rejected' && name === 'complaint.record')) {
    return `/pengaduan/${encodeURIComponent(docId)}`;
  }
  if (docType === 'interchange' && !(status === 'rejected' && name === 'interchange.open'))
    return interchangePath(docId);
  return docType === 'case' && !(status === 'rejected' && name === 'case.open') ? casePath(docId) : null;
}

/** One entry that was not applied as it was made: what, when, both values, and the possible actions. */
export function AttentionCard({ item, onEnter, onSeen }: Props) {
  const t = useTexts();
  const navigate = useNavigate();
  const positions = useLive((office) => office.master<Position>('position'));
  const titles = (id: string): string | null => positions.find((p) => p.id === id)?.shortTitle ?? null;
  // A letter that was refused does not exist: there is no page of it.
  const stands = !(item.status === 'rejected' && item.name === 'letter.register');
  const page = stands ? pageOf(item) : null;

  return (
    <AttentionFrame
      status={item.status}
      seen={item.seen}
      label={commandText(t, item.name)}
      title={commandText(t, item.name)}
      caption={`${whenText(item.at)} · ${t('sync.attention.number', { seq: item.seq })}`}
      explanation={t(`sync.attention.explain.${item.status}`)}
      again={againOf(item)}
      onOpen={page === null ? null : () => void navigate(page)}
      onEnter={onEnter}
      onSeen={onSeen}
      actions={
        page !== null && (
          <Button variant="outlined" component={Link} to={page}>
            {t(openText(item.docType))}
          </Button>
        )
      }
    >
      <AboutDocument type={item.docType} id={item.docId} />
      {item.code !== null && (
        <Alert severity={item.status === 'rejected' ? 'error' : 'warning'} sx={{ mb: 1 }}>
          {refusalText(t, readRefusal(item.code))}
        </Alert>
      )}
      {item.decided !== undefined && <Decision decided={item.decided} />}
      {item.notes.length > 0 && (
        <MergeTable
          item={item}
          titles={titles}
          onChoose={
            item.name === 'letter.correct'
              ? (field, value) =>
                  onEnter([{ command: 'letter.correct', args: { letterId: item.docId, set: { [field]: value } } }])
              : null
          }
        />
      )}
      {item.status !== 'merged' && <TypedFields args={item.args} titles={titles} />}
    </AttentionFrame>
  );
}
