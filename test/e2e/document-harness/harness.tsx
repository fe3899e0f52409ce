import '../../../renderer/ui/zod-jitless.ts';
import '../../../renderer/ui/theme/fonts.ts';
import { CssBaseline, ThemeProvider } from '@mui/material';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createHashRouter, RouterProvider, useParams } from 'react-router';
import type { Office } from '../../../renderer/data/office.ts';
import { OfficeSection } from '../../../renderer/ui/admin/OfficeSection.tsx';
import { sections } from '../../../renderer/ui/admin/sections.ts';
import { TemplateSection } from '../../../renderer/ui/admin/TemplateSection.tsx';
import { ClockProvider } from '../../../renderer/ui/office/clock-context.tsx';
import { DeskProvider, useRefreshDeskInfo } from '../../../renderer/ui/office/desk-context.tsx';
import { OfficeProvider } from '../../../renderer/ui/office/office-context.tsx';
import { DocumentPrintPage } from '../../../renderer/ui/documents/DocumentPrintPage.tsx';
import { DocumentsPanel } from '../../../renderer/ui/documents/DocumentsPanel.tsx';
import { NoticeProvider } from '../../../renderer/ui/kit/index.ts';
import { makeTexts } from '../../../renderer/ui/texts/index.ts';
import { NonceCache, pageNonce } from '../../../renderer/ui/theme/nonce-cache.tsx';
import { makeTheme } from '../../../renderer/ui/theme/theme.ts';
import type { RecordType } from '../../../shared/records/kinds.ts';
import { makeFakeDesk } from '../../support/fake-desk.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';
import { letter } from '../../support/document-samples.ts';
import { finishedCases, longCase } from './cases.ts';

function PanelPage() {
  const { id = '' } = useParams();
  const refresh = useRefreshDeskInfo();
  useEffect(() => void refresh(), [refresh]);
  return (
    <main style={{ maxWidth: 900, padding: 24 }}>
      <DocumentsPanel caseId={id} />
    </main>
  );
}

function OfficePage() {
  const section = sections.find(({ type }) => type === 'office');
  return <main style={{ padding: 24 }}>{section && <OfficeSection section={section} writable />}</main>;
}

/** A request that has just been opened. */
const opened = {
  caseId: 'case-new',
  service: 'pembuatan-aplikasi',
  letterId: letter.id,
  agency: { id: null, name: 'Badan Penanggulangan Bencana Daerah' },
  title: 'Aplikasi Pelaporan Kejadian Bencana Terpadu',
  received: '2026-09-25',
  security: 'biasa',
  readers: [],
};

/** The document screens alone, over an office in memory that holds finished cases as well. Not part of the program. */
async function start(): Promise<void> {
  const fake = makeFakeOffice({ letters: 3, as: 'umum' });
  const known = new Map<string, unknown>([...finishedCases, longCase].map((one) => [`case:${one.id}`, one] as const));
  known.set(`letter:${letter.id}`, letter);
  const office: Office = {
    ...fake,
    get: async <T,>(type: RecordType, id: string) =>
      (known.get(`${type}:${id}`) as T | undefined) ?? fake.get<T>(type, id),
  };
  const made = await office.run('case.open', opened);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const router = createHashRouter([
    { path: '/cetak-dokumen/:caseId/:actId', element: <DocumentPrintPage /> },
    { path: '/dokumen/:id', element: <PanelPage /> },
    { path: '/kantor', element: <OfficePage /> },
    { path: '/templat', element: <TemplateSection writable /> },
  ]);
  Object.assign(window, { office });
  createRoot(document.getElementById('root') as HTMLElement).render(
    <NonceCache nonce={pageNonce(document)}>
      <I18nextProvider i18n={makeTexts('id')}>
        <ThemeProvider theme={makeTheme('light')}>
          <CssBaseline />
          <ClockProvider clock={{ now: () => Date.UTC(2026, 10, 20, 5, 0) }}>
            <DeskProvider desk={makeFakeDesk({ account: office.account })}>
              <OfficeProvider office={office}>
                <NoticeProvider>
                  <RouterProvider router={router} />
                </NoticeProvider>
              </OfficeProvider>
            </DeskProvider>
          </ClockProvider>
        </ThemeProvider>
      </I18nextProvider>
    </NonceCache>,
  );
}

void start();
