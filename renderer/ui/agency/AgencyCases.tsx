import { Link as MuiLink, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { EmptyState, Page, ToneChip } from '../kit/index.ts';
import { agencyCasePath } from '../links.ts';
import { leftText, phaseTone } from '../office/case-phase.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { agencyLine, byAsking, type AgencyLine } from './agency-line.ts';
import { RefusedEntries } from './RefusedEntries.tsx';

const columns = ['number', 'title', 'step', 'asked', 'due', 'phase'] as const;

function CaseRow({ line: { found, step, due, left } }: { readonly line: AgencyLine }) {
  const t = useTexts();
  const asks = found.asked.length > 0;
  return (
    <TableRow hover sx={{ verticalAlign: 'top' }}>
      <TableCell>
        <MuiLink component={Link} to={agencyCasePath(found.id)}>
          {found.number}
        </MuiLink>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{found.title}</TableCell>
      <TableCell>{t('agency.step', { no: step.no, title: step.title })}</TableCell>
      <TableCell sx={asks ? { fontWeight: 600 } : {}}>
        {asks ? t('agency.asked', { count: found.asked.length }) : t('agency.nothingAsked')}
      </TableCell>
      <TableCell>
        {longDate(due)}
        <Typography variant="caption" color="textSecondary" component="p">
          {leftText(t, { left, phase: found.phase })}
        </Typography>
      </TableCell>
      <TableCell>
        <ToneChip tone={phaseTone[found.phase]} label={t(`cases.phase.${found.phase}`)} />
      </TableCell>
    </TableRow>
  );
}

/** Permohonan Saya: the cases of the agency, what is asked of it on top. */
export function AgencyCases() {
  const t = useTexts();
  const today = useToday();
  const lines = useLive(
    (office) => office.records('agencyCase').flatMap((found) => agencyLine(found, today) ?? []),
    [today],
  ).toSorted(byAsking);
  const name = lines[0]?.found.agency.name;
  return (
    <Page
      title={t('agency.title')}
      subtitle={
        <span role="status">
          {name !== undefined && `${t('agency.lead', { agency: name })} `}
          {t('agency.total', { count: lines.length })}
        </span>
      }
    >
      <RefusedEntries />
      {lines.length === 0 ? (
        <EmptyState title={t('agency.empty')}>{t('agency.emptyHint')}</EmptyState>
      ) : (
        <Paper variant="outlined" sx={{ overflow: 'auto' }}>
          <Table aria-label={t('agency.title')}>
            <TableHead>
              <TableRow>
                {columns.map((key) => (
                  <TableCell key={key}>{t(`agency.column.${key}`)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {lines.map((line) => (
                <CaseRow key={line.found.id} line={line} />
              ))}
            </TableBody>
          </Table>
        </Paper>
      )}
    </Page>
  );
}
