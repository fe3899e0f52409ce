import { Alert, Box, Tab, Tabs } from '@mui/material';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { useMayMake } from '../office/allowed.ts';
import { Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AccountSection } from './AccountSection.tsx';
import { MasterSection } from './MasterSection.tsx';
import { OfficeSection } from './OfficeSection.tsx';
import { ReferenceSection } from './ReferenceSection.tsx';
import { sections } from './sections.ts';
import { ServiceSection } from './ServiceSection.tsx';
import { TemplateSection } from './TemplateSection.tsx';

const reference = { path: 'kode-referensi', title: 'centre.reference.title' } as const;
const accounts = { path: 'akun', title: 'admin.section.account' } as const;
const services = { path: 'layanan', title: 'admin.service.title' } as const;
const templates = { path: 'templat', title: 'documents.template.title' } as const;

/** Data induk: everything the rules and the sheets need to know of the office. */
export function MasterPage() {
  const t = useTexts();
  const admin = useMayMake('office.save');
  const { pathname } = useLocation();
  const chosen = pathname.split('/')[2] ?? '';
  const tabs = [...sections, reference, services, templates, accounts];
  const shown = tabs.some(({ path }) => path === chosen) ? chosen : 'kantor';
  return (
    <Page title={t('admin.master.title')} fill>
      <Tabs
        value={shown}
        variant="scrollable"
        aria-label={t('admin.master.nav')}
        sx={{ borderBottom: 1, borderColor: 'divider' }}
      >
        {tabs.map(({ path, title }) => (
          <Tab key={path} value={path} label={t(title)} component={Link} to={`/induk/${path}`} />
        ))}
      </Tabs>
      {!admin && (
        <Alert severity="info" sx={{ mt: 1 }}>
          {t('admin.master.noRight')}
        </Alert>
      )}
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', pt: 1.5 }}>
        <Routes>
          <Route index element={<Navigate to="kantor" replace />} />
          {sections.map((section) => (
            <Route
              key={section.path}
              path={section.path}
              element={
                section.many ? (
                  <MasterSection key={section.type} section={section} writable={admin} />
                ) : (
                  <OfficeSection section={section} writable={admin} />
                )
              }
            />
          ))}
          <Route path="*" element={<Navigate to="/induk/kantor" replace />} />
          <Route path={services.path} element={<ServiceSection writable={admin} />} />
          <Route path={reference.path} element={<ReferenceSection writable={admin} />} />
          <Route path={templates.path} element={<TemplateSection writable={admin} />} />
          <Route path={accounts.path} element={<AccountSection writable={admin} />} />
        </Routes>
      </Box>
    </Page>
  );
}
