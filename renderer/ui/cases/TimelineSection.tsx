import { Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { dueDate } from '../../../shared/cases/clock.ts';
import { timeline, type TimelineStep } from '../../../shared/cases/timeline.ts';
import { longDate, shortDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useToday } from '../office/clock-context.tsx';
import { useTexts, type Texts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';

const columns = ['step', 'planned', 'actual', 'difference'] as const;

function differenceText(t: Texts, behind: number | null): string {
  if (behind === null) return t('cases.none');
  if (behind === 0) return t('cases.timeline.onPlan');
  return behind > 0 ? t('cases.timeline.behind', { count: behind }) : t('cases.timeline.ahead', { count: -behind });
}

function Actual({ entry }: { readonly entry: TimelineStep }) {
  const t = useTexts();
  const lines = [
    ...entry.rounds.map(({ on }, at) =>
      at > 0 ? t('cases.timeline.roundOn', { round: at + 1, date: longDate(on) }) : longDate(on),
    ),
    ...(entry.present ? [t('cases.timeline.now')] : []),
    ...entry.waits.map(({ from, until }) =>
      until === null
        ? t('cases.timeline.stillWaiting', { from: shortDate(from) })
        : t('cases.timeline.waiting', { from: shortDate(from), until: shortDate(until) }),
    ),
  ];
  return lines.length === 0 ? t('cases.none') : lines.map((line, at) => <div key={at}>{line}</div>);
}

/** Linimasa: when each step was planned to end and when it did, round by round, with what the agency was waited for. */
export function TimelineSection({ known, letter }: { readonly known: KnownCase; readonly letter: Letter | null }) {
  const t = useTexts();
  const today = useToday();
  const { service, state, found } = known;
  const entries = timeline(service, state, found.received, letter, today);
  const span = { from: longDate(found.received), until: longDate(dueDate(service, found.received)) };
  return (
    <>
      <Paper variant="outlined" sx={{ overflow: 'auto' }}>
        <Table aria-label={t('cases.section.linimasa')}>
          <TableHead>
            <TableRow>
              {columns.map((key) => (
                <TableCell key={key}>{t(`cases.timeline.${key}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {entries.map((entry) => (
              <TableRow key={entry.step.code} selected={entry.present} sx={{ verticalAlign: 'top' }}>
                <TableCell>{t('cases.stepNow', { no: entry.step.no, title: entry.step.title })}</TableCell>
                <TableCell>{longDate(entry.planned)}</TableCell>
                <TableCell>
                  <Actual entry={entry} />
                </TableCell>
                <TableCell sx={entry.behind !== null && entry.behind > 0 ? { color: 'error.main' } : {}}>
                  {differenceText(t, entry.behind)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Paper>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
        {t('cases.timeline.hint', { months: service.months, ...span })}
      </Typography>
    </>
  );
}
