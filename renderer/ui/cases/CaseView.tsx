import { Box, Button, Link as MuiLink, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { caseNumber } from '../../../shared/cases/number.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { caseSections, newComplaintPath, sectionIn, type CaseSection } from '../links.ts';
import { assertNever } from '../../../shared/result.ts';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { DocumentsPanel } from '../documents/DocumentsPanel.tsx';
import { CaseInterchange } from '../interchange/CaseInterchange.tsx';
import { Page, PendingMark } from '../kit/index.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import { allowedActions, type CaseAction } from './case-actions.ts';
import type { KnownCase } from '../office/case-states.ts';
import { CaseDialogs } from './CaseDialogs.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { CaseMenu } from './CaseMenu.tsx';
import { PhaseChip } from './PhaseChip.tsx';
import { HistorySection } from './HistorySection.tsx';
import { RequirementsSection } from './RequirementsSection.tsx';
import { StepsSection } from './StepsSection.tsx';
import { TimelineSection } from './TimelineSection.tsx';

/** A request from its letter to its last document: the steps, the papers, the time it takes and everything recorded. */
export function CaseView({ known }: { readonly known: KnownCase }) {
  const t = useTexts();
  const names = useNames();
  const { found, state, service } = known;
  const [query, setQuery] = useSearchParams();
  const sections = caseSections.filter((name) => name !== 'interchange' || service.interchange !== undefined);
  const section = sections.find((name) => name === sectionIn(query)) ?? 'langkah';
  const [dialog, setDialog] = useState<CaseAction | 'resume' | null>(null);
  const allowed = useLiveAsync((office) => allowedActions(office, found.id), [found.id]) ?? [];
  const agenda = useLive((office) => office.letterLine(found.letterId)?.agenda ?? null, [found.letterId]);
  const number = caseNumber(service, agenda);
  const pending = useLive((office) => office.pendingOf('case', found.id), [found.id]);
  const letter = useLiveAsync((office) => office.get<Letter>('letter', found.letterId), [found.letterId]);

  function part(): React.ReactNode {
    switch (section) {
      case 'langkah':
        return (
          <StepsSection known={known} letter={letter ?? null} names={names} onResume={() => setDialog('resume')} />
        );
      case 'persyaratan':
        return <RequirementsSection known={known} letter={letter ?? null} names={names} />;
      case 'dokumen':
        return <DocumentsPanel caseId={found.id} />;
      case 'interchange':
        return <CaseInterchange known={known} letter={letter ?? null} />;
      case 'linimasa':
        return <TimelineSection known={known} letter={letter ?? null} />;
      case 'riwayat':
        return <HistorySection known={known} names={names} />;
      default:
        return assertNever(section, 'section');
    }
  }

  return (
    <Page
      title={number}
      tab={isSecret(found.security) ? undefined : `${number} ${state.title}`}
      subtitle={
        <>
          <MuiLink component={Link} to="/permohonan">
            {t('cases.back')}
          </MuiLink>{' '}
          <PhaseChip phase={state.phase} /> <PendingMark count={pending} />
        </>
      }
      actions={
        <>
          <Button component={Link} to={newComplaintPath({ service: state.service, caseId: found.id })}>
            {t('cases.action.complaint')}
          </Button>
          <CaseMenu allowed={allowed} onAction={setDialog} />
        </>
      }
    >
      <CaseHeader known={known} />
      <Tabs
        value={section}
        onChange={(_event, next: CaseSection) => setQuery({ bagian: next }, { replace: true })}
        aria-label={t('cases.section.label')}
        sx={{ mb: 1.25, minHeight: 38, borderBottom: 1, borderColor: 'divider' }}
      >
        {sections.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`case-tab-${name}`}
            aria-controls="case-part"
            label={t(`cases.section.${name}`)}
            sx={{ minHeight: 38, textTransform: 'none' }}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id="case-part" aria-labelledby={`case-tab-${section}`}>
        {part()}
      </Box>
      {dialog !== null && <CaseDialogs known={known} dialog={dialog} onClose={() => setDialog(null)} />}
    </Page>
  );
}
