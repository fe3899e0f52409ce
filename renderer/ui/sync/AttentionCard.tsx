import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import type { ComponentType, KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { DocType } from '../../../shared/commands/documents.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Position } from '../../../shared/people/people.ts';
import { readRefusal } from '../../../shared/refusal.ts';
import type { AttentionItem } from '../../data/office.ts';
import { useLive } from '../office/office-context.tsx';
import { casePath } from '../links.ts';
import { useAccountName } from '../office/use-account-name.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText } from '../office/names.ts';
import { commandText, refusalText, useTexts, type TextKey } from '../texts/index.ts';
import { againOf, isLost, type Entry } from './again.ts';
import { MergeTable } from './MergeTable.tsx';
import { TypedFields } from '../entry/TypedFields.tsx';

/** Shows a letter the restored server does not have, all of it. */
export type LostLetterView = ComponentType<{
  readonly letter: Letter;
  readonly titles: (positionId: string) => string | null;
}>;

interface Props {
  readonly item: AttentionItem;
  readonly LostLetter: LostLetterView;
  /** Records something now, as new entries in this order. */
  readonly onEnter: (entries: readonly Entry[]) => void;
  readonly onSeen: () => void;
}

/** How each kind of answer looks. */
export const tones = {
  applied: 'success',
  merged: 'info',
  flagged: 'warning',
  rejected: 'error',
  quarantined: 'secondary',
} as const;

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
  return type === 'case' ? 'sync.attention.openCase' : 'sync.attention.openLetter';
}

/** The page of the document an entry is about; null where there is none. */
function pageOf({ docType, docId, status, name }: AttentionItem): string | null {
  if (docType === 'letter' || docType === 'letterStub') return `/surat/${encodeURIComponent(docId)}`;
  if (docType === 'complaint' && !(status === 'rejected' && name === 'complaint.record')) {
    return `/pengaduan/${encodeURIComponent(docId)}`;
  }
  return docType === 'case' && !(status === 'rejected' && name === 'case.open') ? casePath(docId) : null;
}

/** One entry that was not applied as it was made: what, when, both values, and the possible actions. */
export function AttentionCard({ item, LostLetter, onEnter, onSeen }: Props) {
  const t = useTexts();
  const navigate = useNavigate();
  const positions = useLive((office) => office.master<Position>('position'));
  const titles = (id: string): string | null => positions.find((p) => p.id === id)?.shortTitle ?? null;
  const lost = isLost(item);
  const again = againOf(item);
  // A letter that was refused does not exist: there is no page of it.
  const stands = !lost && !(item.status === 'rejected' && item.name === 'letter.register');
  const page = stands ? pageOf(item) : null;

  function onKeyDown(event: KeyboardEvent): void {
    // Keys meant for a button inside the card are not the card's.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && page !== null) void navigate(page);
    else if (event.key.toLowerCase() === 's' && !event.ctrlKey && !event.altKey && !item.seen) onSeen();
    else return;
    event.preventDefault();
  }

  return (
    <Paper
      variant="outlined"
      component="article"
      tabIndex={0}
      aria-label={commandText(t, item.name)}
      onKeyDown={onKeyDown}
      sx={{
        p: 2,
        mb: 1.5,
        opacity: item.seen ? 0.75 : 1,
        '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineStyle: 'solid' },
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <ToneChip tone={tones[item.status]} label={t(`sync.attention.status.${item.status}`)} />
        <Typography variant="h3" component="h2">
          {lost ? t('sync.attention.lost') : commandText(t, item.name)}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {lost ? '' : `${whenText(item.at)} · ${t('sync.attention.number', { seq: item.seq })}`}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t(lost ? 'sync.attention.lostText' : `sync.attention.explain.${item.status}`)}
      </Typography>
      {item.code !== null && !lost && (
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
      {lost && item.docType === 'letter' ? (
        <LostLetter letter={item.args as Letter} titles={titles} />
      ) : (
        item.status !== 'merged' && <TypedFields args={item.args} titles={titles} />
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {page !== null && (
          <Button variant="outlined" component={Link} to={page}>
            {t(openText(item.docType))}
          </Button>
        )}
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
        {!item.seen && <Button onClick={onSeen}>{t('sync.attention.seen')}</Button>}
      </Box>
    </Paper>
  );
}
