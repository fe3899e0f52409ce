import { Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { daysWaited, dueDate } from '../../../shared/cases/clock.ts';
import { caseLine, endedOn, isEnded } from '../../../shared/cases/case-line.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Person } from '../../../shared/people/people.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { AgendaLabel, SecurityChip } from '../kit/index.ts';
import { servicePath } from '../links.ts';
import { useTexts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { leftText } from '../office/case-phase.ts';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </Box>
  );
}

function LetterLink({ id }: { readonly id: string }) {
  const t = useTexts();
  const line = useLive((office) => office.letterLine(id), [id]);
  return (
    <MuiLink component={Link} to={`/surat/${encodeURIComponent(id)}`}>
      {line ? <AgendaLabel agenda={line.agenda} /> : t('cases.head.openLetter')}
      {line && line.letterNumber !== '' && ` · ${line.letterNumber}`}
    </MuiLink>
  );
}

/** The head above every section of a case's page: title, due date, agency, service, letters and team. */
export function CaseHeader({ known }: { readonly known: KnownCase }) {
  const t = useTexts();
  const today = useToday();
  const { found, state, service } = known;
  const agenda = useLive((office) => office.letterLine(found.letterId)?.agenda ?? null, [found.letterId]);
  const persons = useLive((office) => office.master<Person>('person'));
  const line = caseLine(found, state, service, agenda, today);
  const waited = daysWaited(state, endedOn(state) ?? today);
  const late = !isEnded(state) && line.lateness === 'late';
  const team = state.team.map((id) => persons.find((person) => person.id === id)?.name ?? id);
  const others = state.letters.filter((id) => id !== found.letterId);
  return (
    <Paper variant="outlined" sx={{ p: 1.5, mb: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', mb: 1 }}>
        <Typography variant="h2" sx={{ flex: 1, minWidth: 0, fontSize: '0.9375rem', overflowWrap: 'anywhere' }}>
          {state.title}
        </Typography>
        <SecurityChip security={found.security} />
        <Typography variant="body2" sx={{ flexShrink: 0, ...(late ? { color: 'error.main', fontWeight: 700 } : {}) }}>
          {`${t('cases.head.due')} ${longDate(dueDate(service, found.received))} · ${leftText(t, line)}`}
        </Typography>
      </Box>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))', gap: 1.25 }}
      >
        <Fact label={t('cases.head.agency')}>{found.agency.name}</Fact>
        <Fact label={t('cases.head.service')}>
          <MuiLink component={Link} to={servicePath(service.code)}>
            {service.title}
          </MuiLink>
        </Fact>
        <Fact label={t('cases.head.received')}>{longDate(found.received)}</Fact>
        {!isEnded(state) && (
          <Fact label={t('cases.head.stepDue')}>
            {longDate(line.stepDue)}
            {line.behindPlan > 0 && ` · ${t('cases.behindPlan', { count: line.behindPlan })}`}
          </Fact>
        )}
        <Fact label={t('cases.head.letter')}>
          <LetterLink id={found.letterId} />
        </Fact>
        {others.length > 0 && (
          <Fact label={t('cases.head.letters')}>
            {others.map((id) => (
              <Box key={id}>
                <LetterLink id={id} />
              </Box>
            ))}
          </Fact>
        )}
        <Fact label={t('cases.head.team')}>{team.length === 0 ? t('cases.head.noTeam') : team.join(', ')}</Fact>
      </Box>
      {waited > 0 && (
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
          {t('cases.head.waited', { count: waited })}
        </Typography>
      )}
    </Paper>
  );
}
