import { Button, FormControlLabel, Switch } from '@mui/material';
import { useState } from 'react';
import { useLiveAsync, useOffice } from '../app/office-context.tsx';
import { EmptyState, Page, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { AttentionCard } from './AttentionCard.tsx';

/** "Perlu perhatian": what did not go through as it was entered. Nothing ever disappears from here by itself. */
export function AttentionPage() {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  const [all, setAll] = useState(false);
  const items = useLiveAsync((o) => o.attention(), []);
  if (items === undefined) return null;
  const fresh = items.filter(({ seen }) => !seen);
  const shown = (all ? items : fresh).toSorted((a, b) => b.seq - a.seq);

  async function enter(opId: string, command: string, args: unknown): Promise<void> {
    const result = await office.run(command, args);
    if (!result.ok) {
      const [first] = result.error;
      if (first) say(refusalText(t, first), 'error');
      return;
    }
    await office.markSeen([opId]);
    say(t('app.saved'));
  }

  return (
    <Page
      title={t('sync.attention.title')}
      subtitle={t('sync.attention.lead')}
      maxWidth={980}
      actions={
        <>
          <FormControlLabel
            label={t('sync.attention.showSeen')}
            control={<Switch checked={all} onChange={(_event, on) => setAll(on)} />}
          />
          <Button
            variant="outlined"
            disabled={fresh.length === 0}
            onClick={() => void office.markSeen(fresh.map(({ opId }) => opId))}
          >
            {t('sync.attention.seenAll')}
          </Button>
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyState title={t('sync.attention.none')}>{t('sync.attention.noneText')}</EmptyState>
      ) : (
        shown.map((item) => (
          <AttentionCard
            key={item.opId}
            item={item}
            onEnter={(command, args) => void enter(item.opId, command, args)}
            onSeen={() => void office.markSeen([item.opId])}
          />
        ))
      )}
    </Page>
  );
}
