import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { foldText } from '../../../shared/fold-text.ts';
import { longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { useLive } from '../office/office-context.tsx';
import { ariaSort, PendingMark, SortLabel, ToneChip, type ColumnSort, type SortValues } from '../kit/index.ts';
import type { Names } from '../office/names.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import { complaintPhases, shownPhase, type ComplaintRow } from './complaint-rows.ts';
import { channelText, phaseTone, reporterText } from './complaint-words.ts';

const columns = ['limit', 'received', 'channel', 'subject', 'service', 'holder', 'phase'] as const;
const widths = {
  limit: 150,
  received: 92,
  channel: 112,
  subject: undefined,
  service: '16%',
  holder: '12%',
  phase: 150,
};

type ComplaintColumn = (typeof columns)[number];
export const complaintKeys: readonly ComplaintColumn[] = columns;

const serviceText = ({ state }: ComplaintRow): string => serviceByCode(state.service)?.title ?? state.service ?? '';

/** What a complaint is sorted by in each column. */
export const complaintSortValues = (t: Texts, names: Names): SortValues<ComplaintRow, ComplaintColumn> => ({
  limit: ({ deadline }) => deadline?.date ?? null,
  received: ({ complaint }) => complaint.received,
  channel: ({ complaint }) => foldText(channelText(t, complaint)),
  subject: ({ complaint }) => foldText(complaint.subject),
  service: (row) => foldText(serviceText(row)),
  holder: ({ state }) => (state.holder === null ? null : foldText(names.short(state.holder))),
  phase: ({ state }) => complaintPhases.indexOf(shownPhase(state)),
});

/** Arrows go from line to line, from the list itself to the first one; Enter opens, as on any link. */
export function walkLines(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-line]')];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

interface Props {
  readonly rows: readonly ComplaintRow[];
  /** Absent: a list that keeps its order. */
  readonly sort?: ColumnSort;
}

/** The lines of the register, in the order they were given. */
export function ComplaintTable({ rows, sort }: Props) {
  const t = useTexts();
  const names = useNames();
  const pendingOf = useLive((office) => (id: string) => office.pendingOf('complaint', id));
  return (
    <Table stickyHeader aria-label={t('complaints.title')} sx={{ tableLayout: 'fixed', minWidth: 960 }}>
      <TableHead>
        <TableRow>
          {columns.map((key) => (
            <TableCell key={key} sx={{ width: widths[key] }} aria-sort={sort && ariaSort(sort.sorting, key)}>
              {sort ? (
                <SortLabel {...sort} by={key}>
                  {t(`complaints.field.${key}`)}
                </SortLabel>
              ) : (
                t(`complaints.field.${key}`)
              )}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const { complaint, state, deadline } = row;
          return (
            <TableRow key={complaint.id} hover>
              <TableCell sx={deadline?.late === true ? { color: 'error.main', fontWeight: 700 } : {}}>
                {deadline === null ? '–' : longDate(deadline.date)}
                {deadline !== null && (
                  <Typography variant="caption" component="p">
                    {deadline.late
                      ? `${t('complaints.late')} · ${t(`complaints.stage.${deadline.stage}`)}`
                      : t(`complaints.stage.${deadline.stage}`)}
                  </Typography>
                )}
              </TableCell>
              <TableCell>{shortDate(complaint.received)}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{channelText(t, complaint)}</TableCell>
              <TableCell>
                <MuiLink component={Link} to={`/pengaduan/${encodeURIComponent(complaint.id)}`} data-line="">
                  {complaint.subject}
                </MuiLink>{' '}
                <PendingMark count={pendingOf(complaint.id)} />
                <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', flexWrap: 'wrap' }}>
                  <Typography variant="caption" color="textSecondary">
                    {`${t(`complaints.kind.${complaint.kind}`)} · ${reporterText(t, complaint)}`}
                  </Typography>
                  {complaint.secret && <ToneChip tone="error" label={t('complaints.secret')} />}
                </Box>
              </TableCell>
              <TableCell>{serviceText(row) || '–'}</TableCell>
              <TableCell>{state.holder === null ? '–' : names.short(state.holder)}</TableCell>
              <TableCell>
                <ToneChip tone={phaseTone[shownPhase(state)]} label={t(`complaints.phase.${shownPhase(state)}`)} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
