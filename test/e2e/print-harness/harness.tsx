import '../../../renderer/ui/zod-jitless.ts';
import '../../../renderer/ui/theme/fonts.ts';
import { CssBaseline, ThemeProvider } from '@mui/material';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createHashRouter, RouterProvider, useParams } from 'react-router';
import type { Office } from '../../../renderer/data/office.ts';
import { ClockProvider } from '../../../renderer/ui/office/clock-context.tsx';
import { DeskProvider, useRefreshDeskInfo } from '../../../renderer/ui/office/desk-context.tsx';
import { OfficeProvider } from '../../../renderer/ui/office/office-context.tsx';
import { NoticeProvider } from '../../../renderer/ui/kit/index.ts';
import { AgendaPrintPage } from '../../../renderer/ui/letters/AgendaPrintPage.tsx';
import { PrintDialog } from '../../../renderer/ui/print/PrintDialog.tsx';
import { PrintPage } from '../../../renderer/ui/print/PrintPage.tsx';
import { makeTexts } from '../../../renderer/ui/texts/index.ts';
import { NonceCache, pageNonce } from '../../../renderer/ui/theme/nonce-cache.tsx';
import { makeTheme } from '../../../renderer/ui/theme/theme.ts';
import type { MasterType } from '../../../shared/office/master-args.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import type { Position } from '../../../shared/people/people.ts';
import { makeFakeDesk } from '../../support/fake-desk.ts';
import { makeFakeOffice } from '../../support/fake-office.ts';
import { fill } from './letters.ts';

/** The dialog over a page of the program; it stays where it is when it is closed. */
function DialogPage() {
  const { id = '' } = useParams();
  const [open, setOpen] = useState(true);
  const refresh = useRefreshDeskInfo();
  // What the session does before it shows a screen.
  useEffect(() => void refresh(), [refresh]);
  return (
    <main>
      <p>Di belakang dialog</p>
      <PrintDialog letterId={id} open={open} onClose={() => setOpen(false)} />
    </main>
  );
}

/** The letterhead with both web addresses, and the head's whole title: the widest words a sheet has to fit. */
function asPublished(type: MasterType, docs: readonly unknown[]): readonly unknown[] {
  if (type === 'office') {
    const websites = ['diskominfotik.riau.go.id', 'mediacenter.riau.go.id'];
    return (docs as readonly OfficeIdentity[]).map((one) => ({ ...one, websites }));
  }
  if (type !== 'position') return docs;
  const title = 'Kepala Dinas Komunikasi, Informatika dan Statistik';
  return (docs as readonly Position[]).map((one) => (one.id === 'pos-kadis' ? { ...one, title } : one));
}

/** The print screens alone, in a dark theme, over an office in memory. Not part of the program. */
async function start(): Promise<void> {
  const fake = makeFakeOffice({ letters: 40, as: 'umum' });
  const office: Office = {
    ...fake,
    master: <T,>(type: MasterType) => asPublished(type, fake.master(type)) as readonly T[],
  };
  await fill(office);
  const router = createHashRouter([
    { path: '/cetak/:id', element: <PrintPage /> },
    { path: '/cetak-agenda', element: <AgendaPrintPage /> },
    { path: '/dialog/:id', element: <DialogPage /> },
  ]);
  Object.assign(window, { office });
  createRoot(document.getElementById('root') as HTMLElement).render(
    <NonceCache nonce={pageNonce(document)}>
      <I18nextProvider i18n={makeTexts('id')}>
        <ThemeProvider theme={makeTheme('dark')}>
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
