import { Alert, Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { isEnded } from '../../../shared/cases/case-line.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { EmptyState, Page, ToneChip } from '../kit/index.ts';
import { agencyCasesPath } from '../links.ts';
import { leftText, phaseTone } from '../office/case-phase.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { agencyLine, type AgencyLine } from './agency-line.ts';
import { AgencyProgress } from './AgencyProgress.tsx';
import { AgencyRequirements } from './AgencyRequirements.tsx';
import { GivenDocuments } from './GivenDocuments.tsx';
import { RefusedEntries } from './RefusedEntries.tsx';

function Asks({ line: { found } }: { readonly line: AgencyLine }) {
  const t = useTexts();
  const since = found.phase === 'waiting' ? found.waits.at(-1)?.from : undefined;
  if (found.asked.length === 0 || isEnded(found)) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {since === undefined ? t('agency.asks') : t('agency.waiting', { date: longDate(since) })}
    </Alert>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: 2, mb: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}

/** One case of the agency: where it stands, what is asked of it, what was given to it. */
export function AgencyCasePage() {
  const t = useTexts();
  const today = useToday();
  const { id = '' } = useParams();
  const found = useLive((office) => office.records('agencyCase').find((one) => one.id === id) ?? null, [id]);
  const line = found && agencyLine(found, today);
  const back = (
    <MuiLink component={Link} to={agencyCasesPath}>
      {t('agency.back')}
    </MuiLink>
  );
  if (!line) {
    return (
      <Page title={t('agency.title')} actions={back}>
        <EmptyState title={t('agency.unknown')}>{t('agency.unknownHint')}</EmptyState>
      </Page>
    );
  }
  const { service, due, left } = line;
  return (
    <Page
      title={line.found.title}
      tab={line.found.number}
      width="form"
      actions={back}
      subtitle={
        <Box component="span" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
          <span>{line.found.number}</span>
          <ToneChip tone={phaseTone[line.found.phase]} label={t(`cases.phase.${line.found.phase}`)} />
          <span>{`${t('agency.service')}: ${service.title}`}</span>
          <span>{`${t('agency.received')}: ${longDate(line.found.received)}`}</span>
          <span>{`${t('agency.due')}: ${longDate(due)} (${leftText(t, { left, phase: line.found.phase })})`}</span>
        </Box>
      }
    >
      <Box>
        <RefusedEntries />
        <Asks line={line} />
        <Section title={t('agency.requirements')}>
          <AgencyRequirements line={line} />
        </Section>
        <Section title={t('agency.documents')}>
          <GivenDocuments line={line} />
        </Section>
        <Section title={t('agency.progress')}>
          <AgencyProgress line={line} />
        </Section>
      </Box>
    </Page>
  );
}
