import { Box, Button, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link } from 'react-router';
import { isEnded } from '../../../shared/cases/case-line.ts';
import { dueDate } from '../../../shared/cases/clock.ts';
import { timeline, type TimelineStep } from '../../../shared/cases/timeline.ts';
import { longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useToday } from '../office/clock-context.tsx';
import { DataTable } from '../kit/index.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';
import { timelinePrintPath } from '../links.ts';
import { axisOf, barsOf } from './timeline-axis.ts';
import { heightOf, TimelineBars, TimelineHead, TimelineLegend } from './TimelineChart.tsx';

const columns = ['planned', 'actual', 'difference'] as const;
const widths = { planned: 92, actual: 142, difference: 98 } as const;

function differenceText(t: Texts, behind: number | null): string {
  if (behind === null) return t('cases.none');
  if (behind === 0) return t('cases.timeline.onPlan');
  return behind > 0 ? t('cases.timeline.behind', { count: behind }) : t('cases.timeline.ahead', { count: -behind });
}

function Actual({ entry }: { readonly entry: TimelineStep }) {
  const t = useTexts();
  const lines = [
    ...entry.rounds.map(({ on }, at) =>
      at > 0 ? t('cases.timeline.roundOn', { round: at + 1, date: shortDate(on) }) : shortDate(on),
    ),
    ...(entry.since !== null ? [t('cases.timeline.now')] : []),
    ...entry.waits.map(({ from, until }) =>
      until === null
        ? t('cases.timeline.stillWaiting', { from: shortDate(from) })
        : t('cases.timeline.waiting', { from: shortDate(from), until: shortDate(until) }),
    ),
  ];
  return lines.length === 0 ? t('cases.none') : lines.map((line, at) => <div key={at}>{line}</div>);
}

interface Props {
  readonly known: KnownCase;
  readonly letter: Letter | null;
}

/**
 * When each step was planned to end and when it did, round by round, with what the agency was waited for: drawn as bars,
 * and the same in words beside them.
 */
export function Timeline({ known, letter }: Props) {
  const t = useTexts();
  const today = useToday();
  const { service, state, found } = known;
  const rows = timeline(service, state, found.received, letter, today).map((entry) => ({
    entry,
    bars: barsOf(t, entry, today),
  }));
  const shown = isEnded(state) ? null : today;
  const axis = axisOf(
    known,
    rows.flatMap(({ bars }) => bars),
    shown,
  );
  const span = { from: longDate(found.received), until: longDate(dueDate(service, found.received)) };
  return (
    <>
      <DataTable label={t('cases.section.linimasa')} minWidth={690}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '22%' }}>{t('cases.timeline.step')}</TableCell>
            <TableCell sx={{ px: 0 }}>
              <TimelineHead axis={axis} today={shown} />
            </TableCell>
            {columns.map((key) => (
              <TableCell key={key} sx={{ width: widths[key] }}>
                {t(`cases.timeline.${key}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ entry, bars }) => (
            <TableRow
              key={entry.step.code}
              selected={entry.present}
              sx={{ breakInside: 'avoid', height: heightOf(bars) }}
            >
              <TableCell component="th" scope="row" sx={{ fontWeight: entry.present ? 700 : 400 }}>
                {t('cases.stepNow', { no: entry.step.no, title: entry.step.title })}
              </TableCell>
              <TableCell sx={{ position: 'relative', p: 0 }}>
                <TimelineBars axis={axis} today={shown} bars={bars} />
              </TableCell>
              <TableCell>{shortDate(entry.planned)}</TableCell>
              <TableCell>
                <Actual entry={entry} />
              </TableCell>
              <TableCell sx={entry.behind !== null && entry.behind > 0 ? { color: 'error.main' } : {}}>
                {differenceText(t, entry.behind)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </DataTable>
      <TimelineLegend />
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.5 }}>
        {t('cases.timeline.hint', { months: service.months, ...span })}
      </Typography>
    </>
  );
}

/** Linimasa: the timeline, and the way to it on paper. */
export function TimelineSection({ known, letter }: Props) {
  const t = useTexts();
  return (
    <>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', mb: 1 }}>
        <Button component={Link} to={timelinePrintPath(known.found.id)} variant="outlined">
          {t('cases.timeline.print')}
        </Button>
      </Box>
      <Timeline known={known} letter={letter} />
    </>
  );
}
