import { lazy, Suspense } from 'react';
import { createHashRouter, type RouteObject } from 'react-router';
import type { Letter } from '../../../shared/letters/letter.ts';
import { AgendaBook } from '../letters/AgendaBook.tsx';
import { LetterCase } from '../cases/LetterCase.tsx';
import { LetterComplaints } from '../complaints/LetterComplaints.tsx';
import { LostLetter } from '../letters/LostLetter.tsx';
import { LeaseTable } from '../numbers/LeaseTable.tsx';
import { LetterPage } from '../letters/LetterPage.tsx';
import { MyWork } from './MyWork.tsx';
import { RegisterLetter } from '../letters/RegisterLetter.tsx';
import { AgendaPrintPage } from '../letters/AgendaPrintPage.tsx';
import { PrintPage } from '../print/PrintPage.tsx';
import { SessionGate } from '../session/SessionGate.tsx';
import { AttentionPage } from '../sync/AttentionPage.tsx';
import { SyncPage } from '../sync/SyncPage.tsx';
import { agencyCasesPath } from '../links.ts';
import { AgencyFrame } from './AgencyFrame.tsx';
import { ErrorPage } from './ErrorPage.tsx';
import { Frame } from './Frame.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { OwnScreens } from './OwnScreens.tsx';

// Screens that few people open are loaded on demand.
const AgencyCases = lazy(() => import('../agency/AgencyCases.tsx').then((m) => ({ default: m.AgencyCases })));
const AgencyCasePage = lazy(() => import('../agency/AgencyCasePage.tsx').then((m) => ({ default: m.AgencyCasePage })));
const GivenDocumentPage = lazy(() =>
  import('../agency/GivenDocumentPage.tsx').then((m) => ({ default: m.GivenDocumentPage })),
);
const CaseList = lazy(() => import('../cases/CaseList.tsx').then((m) => ({ default: m.CaseList })));
const CasePage = lazy(() => import('../cases/CasePage.tsx').then((m) => ({ default: m.CasePage })));
const ComplaintPage = lazy(() => import('../complaints/ComplaintPage.tsx').then((m) => ({ default: m.ComplaintPage })));
const ComplaintRegister = lazy(() =>
  import('../complaints/ComplaintRegister.tsx').then((m) => ({ default: m.ComplaintRegister })),
);
const ComplaintsPrintPage = lazy(() =>
  import('../complaints/ComplaintsPrintPage.tsx').then((m) => ({ default: m.ComplaintsPrintPage })),
);
const DocumentPrintPage = lazy(() =>
  import('../documents/DocumentPrintPage.tsx').then((m) => ({ default: m.DocumentPrintPage })),
);
const GapsPage = lazy(() => import('../numbers/GapsPage.tsx').then((m) => ({ default: m.GapsPage })));
const GapsPrintPage = lazy(() => import('../numbers/GapsPrintPage.tsx').then((m) => ({ default: m.GapsPrintPage })));
const Inbox = lazy(() => import('./Inbox.tsx').then((m) => ({ default: m.Inbox })));
const InterchangePage = lazy(() =>
  import('../interchange/InterchangePage.tsx').then((m) => ({ default: m.InterchangePage })),
);
const ManagePage = lazy(() => import('../admin/ManagePage.tsx').then((m) => ({ default: m.ManagePage })));
const MasterPage = lazy(() => import('../admin/MasterPage.tsx').then((m) => ({ default: m.MasterPage })));
const RecordComplaint = lazy(() =>
  import('../complaints/RecordComplaint.tsx').then((m) => ({ default: m.RecordComplaint })),
);
const ServiceList = lazy(() => import('../services/ServiceList.tsx').then((m) => ({ default: m.ServiceList })));
const ServicePage = lazy(() => import('../services/ServicePage.tsx').then((m) => ({ default: m.ServicePage })));
const ServicePrintPage = lazy(() =>
  import('../services/ServicePrintPage.tsx').then((m) => ({ default: m.ServicePrintPage })),
);
const SettingsPage = lazy(() => import('../admin/SettingsPage.tsx').then((m) => ({ default: m.SettingsPage })));
const SetupPage = lazy(() => import('../session/SetupPage.tsx').then((m) => ({ default: m.SetupPage })));
const TimelinePrintPage = lazy(() =>
  import('../cases/TimelinePrintPage.tsx').then((m) => ({ default: m.TimelinePrintPage })),
);

/** What other features show on a letter's page. */
function relatedTo(letter: Letter) {
  return (
    <>
      <LetterCase letter={letter} />
      <LetterComplaints letter={letter} />
    </>
  );
}

/** The map of the program, and the place where features meet. Hash routes: the same page works from `app://`, the local desk and a server. */
export function makeRouter() {
  return createHashRouter([
    {
      path: '/setup',
      errorElement: <ErrorPage />,
      element: (
        <Suspense>
          <SetupPage />
        </Suspense>
      ),
    },
    {
      element: <SessionGate />,
      errorElement: <ErrorPage />,
      children: [
        {
          element: <OwnScreens of="agency" />,
          children: [
            {
              element: <AgencyFrame />,
              children: [
                {
                  errorElement: <ErrorPage />,
                  children: [
                    { path: agencyCasesPath, element: <AgencyCases /> },
                    { path: `${agencyCasesPath}/:id`, element: <AgencyCasePage /> },
                    { path: `${agencyCasesPath}/:id/dokumen/:actId`, element: <GivenDocumentPage /> },
                  ],
                },
              ],
            },
          ],
        },
        { element: <OwnScreens of="office" />, children: officeScreens() },
      ],
    },
  ]);
}

/** The screens of the office's own accounts. */
function officeScreens(): RouteObject[] {
  return [
    { path: '/cetak/:id', element: <PrintPage /> },
    { path: '/cetak-agenda', element: <AgendaPrintPage /> },
    {
      path: '/cetak-dokumen/:caseId/:actId',
      element: (
        <Suspense>
          <DocumentPrintPage />
        </Suspense>
      ),
    },
    {
      path: '/cetak-linimasa/:id',
      element: (
        <Suspense>
          <TimelinePrintPage />
        </Suspense>
      ),
    },
    {
      path: '/cetak-nomor',
      element: (
        <Suspense>
          <GapsPrintPage />
        </Suspense>
      ),
    },
    {
      path: '/cetak-pengaduan',
      element: (
        <Suspense>
          <ComplaintsPrintPage />
        </Suspense>
      ),
    },
    {
      path: '/cetak-layanan/:code',
      element: (
        <Suspense>
          <ServicePrintPage />
        </Suspense>
      ),
    },
    {
      element: <Frame />,
      children: [
        {
          // A screen that fails leaves the frame in place.
          errorElement: <ErrorPage />,
          children: [
            { index: true, element: <AgendaBook /> },
            { path: '/catat', element: <RegisterLetter /> },
            { path: '/surat/:id', element: <LetterPage related={relatedTo} /> },
            { path: '/tugas', element: <MyWork /> },
            { path: '/tugas/surat', element: <Inbox /> },
            { path: '/sinkron', element: <SyncPage numbers={<LeaseTable />} /> },
            { path: '/perhatian', element: <AttentionPage LostLetter={LostLetter} /> },
            { path: '/pengaturan', element: <SettingsPage /> },
            { path: '/induk/*', element: <MasterPage /> },
            { path: '/permohonan', element: <CaseList /> },
            { path: '/permohonan/:id', element: <CasePage /> },
            { path: '/interchange/:id', element: <InterchangePage /> },
            { path: '/layanan', element: <ServiceList /> },
            { path: '/layanan/:code', element: <ServicePage /> },
            { path: '/pengaduan', element: <ComplaintRegister /> },
            { path: '/pengaduan/baru', element: <RecordComplaint /> },
            { path: '/pengaduan/:id', element: <ComplaintPage /> },
            { path: '/nomor', element: <GapsPage /> },
            { path: '/kelola/*', element: <ManagePage /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ];
}
