import { Box, Button, Link, Typography } from '@mui/material';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { agencyCasesPath } from '../links.ts';
import { useNow } from '../office/clock-context.tsx';
import { useLive, useOffice } from '../office/office-context.tsx';
import { LiveRegion } from '../sync/LiveRegion.tsx';
import { syncWords } from '../sync/sync-words.ts';
import { useTexts } from '../texts/index.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { SyncBanner } from './SyncBanner.tsx';

/** The parts around every screen of an account of an agency: nothing here leads to a screen of the office. */
export function AgencyFrame() {
  const t = useTexts();
  const now = useNow();
  const office = useOffice();
  const state = useLive((one) => one.sync());
  const { text, tone } = syncWords(t, state, now);
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box
        component="header"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 2,
          px: 2,
          py: 0.5,
          minHeight: 48,
          borderBottom: 1,
          borderColor: 'divider',
          bgcolor: 'background.paper',
        }}
      >
        <Typography component="p" sx={{ fontSize: '1.125rem', fontWeight: 700, color: 'primary.main' }}>
          {t('app.name')}
        </Typography>
        <Box component="nav" aria-label={t('app.nav.label')}>
          <Link component={NavLink} to={agencyCasesPath} underline="hover">
            {t('agency.nav')}
          </Link>
        </Box>
        <Box sx={{ flex: 1 }} />
        <Typography
          component="p"
          variant="caption"
          data-testid="sync-state"
          sx={{ px: 1, py: 0.5, borderRadius: 1, bgcolor: tone === 'success' ? 'transparent' : `${tone}.light` }}
        >
          {text}
        </Typography>
        <Button size="small" onClick={() => void office.syncNow()}>
          {t('agency.refresh')}
        </Button>
        <AccountMenu />
      </Box>
      <SyncBanner />
      <Box component="main" id="isi" tabIndex={-1} sx={{ flex: 1, minHeight: 0, outline: 'none' }}>
        <Suspense fallback={<Typography sx={{ p: 3 }}>{t('app.loading')}</Typography>}>
          <Outlet />
        </Suspense>
      </Box>
      <LiveRegion />
    </Box>
  );
}
