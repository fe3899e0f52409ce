import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useNow } from '../office/clock-context.tsx';
import { useDeskInfo } from '../office/desk-context.tsx';
import { useLive, useOffice } from '../office/office-context.tsx';
import { Page, useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { BundleSection } from './BundleSection.tsx';
import { MoveServerDialog } from './MoveServerDialog.tsx';
import { ago, bytesText, since, syncWords } from './sync-words.ts';

function Item({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '200px 1fr',
        gap: 2,
        py: 0.75,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Typography component="dt" variant="body2" color="textSecondary">
        {name}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, wordBreak: 'break-word' }}>
        {children}
      </Typography>
    </Box>
  );
}

interface Props {
  /** The numbers this desk may give out by itself. */
  readonly numbers: ReactNode;
}

/** Everything about the exchange with the server that a person may want to know, and the button to do it now. */
export function SyncPage({ numbers }: Props) {
  const t = useTexts();
  const now = useNow(10_000);
  const office = useOffice();
  const info = useDeskInfo();
  const state = useLive((o) => o.sync());
  const [asked, setAsked] = useState(false);
  const say = useNotice();
  const isAdmin = office.account.admin;
  const [moving, setMoving] = useState(false);
  const { text, tone } = syncWords(t, state, now);
  const busy = asked || state.phase === 'working';

  async function exchange(): Promise<void> {
    setAsked(true);
    await office.syncNow();
    setAsked(false);
  }

  return (
    <Page
      title={t('sync.page.title')}
      width="form"
      actions={
        <Button variant="contained" disabled={busy || state.phase === 'paused'} onClick={() => void exchange()}>
          {t(busy ? 'sync.page.working' : 'sync.page.now')}
        </Button>
      }
    >
      <Alert severity={tone} sx={{ mb: 1 }}>
        {text}
      </Alert>
      {state.first !== null && (
        <LinearProgress
          variant="determinate"
          aria-label={text}
          value={state.first.total === 0 ? 0 : (100 * state.first.done) / state.first.total}
          sx={{ mb: 1 }}
        />
      )}
      {state.pause !== null && (
        <Typography variant="body2" sx={{ mb: 1 }}>
          {t(`sync.explain.${state.pause}`)}
        </Typography>
      )}
      {state.attention > 0 && (
        <Alert
          severity="warning"
          sx={{ mb: 1 }}
          action={
            <Button component={Link} to="/perhatian">
              {t('app.action.open')}
            </Button>
          }
        >
          {t('sync.page.attention', { count: state.attention })}
        </Alert>
      )}
      <Box component="dl" sx={{ m: 0, mb: 3 }}>
        <Item name={t('sync.page.waiting')}>
          {state.pending === 0
            ? t('sync.page.waitingNone')
            : t('sync.page.waitingSome', { count: state.pending, since: since(t, state.oldest, now) })}
        </Item>
        <Item name={t('sync.page.last')}>{ago(t, state.lastPull, now)}</Item>
        {info && (
          <>
            <Item name={t('sync.page.promise')}>
              {t(info.journal === 'disk' ? 'sync.page.promiseDisk' : 'sync.page.promiseBrowser')}
              {!info.remembers && ` ${t('sync.page.remembersNot')}`}
            </Item>
            <Item name={t('sync.page.server')}>
              {info.server ?? t('sync.page.serverOwn')}
              {info.host !== 'browser' && isAdmin && (
                <Button size="small" sx={{ ml: 1 }} onClick={() => setMoving(true)}>
                  {t('session.move.open')}
                </Button>
              )}
            </Item>
            {info.desk && <Item name={t('sync.page.desk')}>{`${info.desk.name} (${info.desk.code})`}</Item>}
            {info.freeBytes !== null && <Item name={t('sync.page.free')}>{bytesText(info.freeBytes)}</Item>}
          </>
        )}
      </Box>
      {numbers}
      <BundleSection />
      {moving && (
        <MoveServerDialog
          onClose={(moved) => {
            setMoving(false);
            if (!moved) return;
            say(t('session.move.done'));
            void exchange();
          }}
        />
      )}
    </Page>
  );
}
