import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { useLive } from '../office/office-context.tsx';
import { ToneChip, PendingMark } from '../kit/index.ts';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import type { ComplaintRow } from './complaint-rows.ts';
import { channelText, phaseTone, reporterText } from './complaint-words.ts';

const columns = ['limit', 'received', 'channel', 'subject', 'service', 'holder', 'phase'] as const;
const widths = {
  limit: 150,
  received: 92,
  channel: 112,
  subject: undefined,
  service: '22%',
  holder: '13%',
  phase: 150,
};

/** Arrows go from line to line; Enter opens, as on any link. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-line]')];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The lines of the register, in the order they were given. */
export function ComplaintTable({ rows }: { readonly rows: readonly ComplaintRow[] }) {
  const t = useTexts();
  const names = useNames();
  const pendingOf = useLive((office) => (id: string) => office.pendingOf('complaint', id));
  return (
    <Table stickyHeader aria-label={t('complaints.title')} sx={{ tableLayout: 'fixed', minWidth: 960 }}>
      <TableHead>
        <TableRow>
          {columns.map((key) => (
            <TableCell key={key} sx={{ width: widths[key] }}>
              {t(`complaints.field.${key}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody onKeyDown={moveFocus}>
        {rows.map(({ complaint, state, deadline }) => (
          <TableRow key={complaint.id} hover sx={{ verticalAlign: 'top' }}>
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
            <TableCell>{serviceByCode(state.service)?.title ?? state.service ?? '–'}</TableCell>
            <TableCell>{state.holder === null ? '–' : names.short(state.holder)}</TableCell>
            <TableCell>
              <ToneChip tone={phaseTone[state.phase]} label={t(`complaints.phase.${state.phase}`)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
