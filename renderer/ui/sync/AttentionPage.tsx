import { Box, Button, FormControlLabel, Switch, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { ResultStatus } from '../../../shared/sync/protocol.ts';
import { copiedName, overwrittenName, twiceName, twinName } from '../../data/office.ts';
import { useLiveAsync, useOffice } from '../office/office-context.tsx';
import { EmptyState, movedSelection, Page, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import type { Entry } from './again.ts';
import { AttentionCard } from './AttentionCard.tsx';
import { CopiedCard } from './CopiedCard.tsx';
import { NoticeCard } from './NoticeCard.tsx';
import { LostCard, type LostLetterView } from './LostCard.tsx';

/** The kinds of items, the most urgent first. */
const kinds = ['rejected', 'quarantined', 'flagged', 'merged', 'applied'] as const satisfies readonly ResultStatus[];

/** What others did, said without an entry of one's own. */
const notices: readonly string[] = [twinName, overwrittenName, twiceName];

/** "Perlu perhatian": entries that were not applied as they were made, and what a restored server lost. Items disappear only when a person acts. */
export function AttentionPage({ LostLetter }: { readonly LostLetter: LostLetterView }) {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  const [all, setAll] = useState(false);
  const [kind, setKind] = useState<ResultStatus | 'all'>('all');
  const list = useRef<HTMLDivElement>(null);
  const items = useLiveAsync((o) => o.attention(), []);
  const lostItems = useLiveAsync((o) => o.lostDocuments(), []);
  if (items === undefined || lostItems === undefined) return null;
  const fresh = items.filter(({ seen }) => !seen);
  const freshLost = lostItems.filter(({ seen }) => !seen);
  const open = (all ? items : fresh).toSorted((a, b) => b.seq - a.seq);
  const openLost = all ? lostItems : freshLost;
  const count = (status: ResultStatus): number =>
    open.filter((item) => item.status === status).length + (status === 'flagged' ? openLost.length : 0);
  const present = kinds.filter((status) => count(status) > 0);
  const chosen = kind !== 'all' && present.includes(kind) ? kind : 'all';
  const shown = open.filter(({ status }) => chosen === 'all' || status === chosen);
  const shownLost = chosen === 'all' || chosen === 'flagged' ? openLost : [];

  async function enter(entries: readonly Entry[], onDone: () => Promise<void>): Promise<void> {
    for (const { command, args } of entries) {
      const result = await office.run(command, args);
      if (result.ok) continue;
      const [first] = result.error;
      if (first) say(refusalText(t, first), 'error');
      return;
    }
    await onDone();
    say(t('app.saved'));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])];
    const at = cards.findIndex((card) => card === event.target);
    const next = at < 0 ? null : movedSelection(event.key, at, cards.length, 5);
    if (next === null) return;
    event.preventDefault();
    cards[next]?.focus();
  }

  return (
    <Page
      title={t('sync.attention.title')}
      subtitle={t('sync.attention.lead')}
      width="form"
      actions={
        <>
          <FormControlLabel
            label={t('sync.attention.showSeen')}
            control={<Switch checked={all} onChange={(_event, on) => setAll(on)} />}
          />
          <Button
            variant="outlined"
            disabled={fresh.length + freshLost.length === 0}
            onClick={() =>
              void office.markSeen(
                fresh.map(({ opId }) => opId),
                freshLost.map(({ key }) => key),
              )
            }
          >
            {t('sync.attention.seenAll')}
          </Button>
        </>
      }
    >
      {present.length > 1 && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={chosen}
          aria-label={t('sync.attention.filter')}
          onChange={(_event, next: ResultStatus | 'all' | null) => setKind(next ?? 'all')}
          sx={{ mb: 1.5, '& .MuiToggleButton-root': { textTransform: 'none', px: 1.5 } }}
        >
          <ToggleButton value="all">
            {t('sync.attention.filterAll', { count: open.length + openLost.length })}
          </ToggleButton>
          {present.map((status) => (
            <ToggleButton key={status} value={status}>
              {t('sync.attention.filterKind', {
                kind: t(`sync.attention.status.${status}`),
                count: count(status),
              })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {shown.length + shownLost.length === 0 ? (
        <EmptyState title={t('sync.attention.none')}>{t('sync.attention.noneText')}</EmptyState>
      ) : (
        <Box ref={list} onKeyDown={onKeyDown}>
          {shown.map((item) =>
            item.name === copiedName ? (
              <CopiedCard key={item.opId} item={item} onSeen={() => void office.markSeen([item.opId])} />
            ) : notices.includes(item.name) ? (
              <NoticeCard key={item.opId} item={item} onSeen={() => void office.markSeen([item.opId])} />
            ) : (
              <AttentionCard
                key={item.opId}
                item={item}
                onEnter={(entries) => void enter(entries, () => office.markSeen([item.opId]))}
                onSeen={() => void office.markSeen([item.opId])}
              />
            ),
          )}
          {shownLost.map((lost) => (
            <LostCard
              key={lost.key}
              lost={lost}
              LostLetter={LostLetter}
              onEnter={(entries) => void enter(entries, () => office.markSeen([], [lost.key]))}
              onSeen={() => void office.markSeen([], [lost.key])}
            />
          ))}
        </Box>
      )}
    </Page>
  );
}
