import { Alert, Box, Tab, Tabs } from '@mui/material';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { recoveryAnswer, trustPaths } from '../../../shared/sync/trust-api.ts';
import { useLive } from '../office/office-context.tsx';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { DeskSection } from './DeskSection.tsx';
import { QuarantineSection } from './QuarantineSection.tsx';
import { isRecovering } from './recovery-words.ts';
import { RecoverySection } from './RecoverySection.tsx';

const desks = { path: 'meja', title: 'manage.section.desks' } as const;
const quarantined = { path: 'disisihkan', title: 'manage.section.quarantine' } as const;
const recovery = { path: 'pemulihan', title: 'manage.section.recovery' } as const;

/** Kelola server: what administrators do for all desks at the server. */
export function ManagePage() {
  const t = useTexts();
  const admin = useLive((office) => office.who().rights.has('admin'));
  return (
    <Page title={t('manage.title')} fill>
      {admin ? <ManageTabs /> : <Alert severity="info">{t('manage.noRight')}</Alert>}
    </Page>
  );
}

function ManageTabs() {
  const t = useTexts();
  const { pathname } = useLocation();
  const state = useServerAnswer(trustPaths.recovery, recoveryAnswer);
  const chosen = pathname.split('/')[2] ?? '';
  // A register that was never restored needs no page about it, unless somebody asks for that page.
  const restored = chosen === recovery.path || (state.value !== null && isRecovering(state.value));
  const tabs = [desks, quarantined, ...(restored ? [recovery] : [])];
  return (
    <>
      <Tabs
        value={tabs.some(({ path }) => path === chosen) ? chosen : desks.path}
        aria-label={t('manage.nav')}
        sx={{ borderBottom: 1, borderColor: 'divider' }}
      >
        {tabs.map(({ path, title }) => (
          <Tab key={path} value={path} label={t(title)} component={Link} to={`/kelola/${path}`} />
        ))}
      </Tabs>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', pt: 1.5 }}>
        <Routes>
          <Route path={desks.path} element={<DeskSection />} />
          <Route path={quarantined.path} element={<QuarantineSection />} />
          <Route path={recovery.path} element={<RecoverySection state={state} />} />
          <Route path="*" element={<Navigate to={`/kelola/${desks.path}`} replace />} />
        </Routes>
      </Box>
    </>
  );
}
