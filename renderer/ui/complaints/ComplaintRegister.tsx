import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { useDeferredValue, useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { useToday } from '../office/clock-context.tsx';
import { EmptyState, Page, sortLines, useSorting } from '../kit/index.ts';
import { newComplaintPath } from '../links.ts';
import { useNames } from '../office/use-names.ts';
import { useMayMake } from '../office/allowed.ts';
import { usePrintKey } from '../print/use-print-key.ts';
import { useTexts } from '../texts/index.ts';
import { filterToParams, isFiltered, matchesFilter } from './complaint-rows.ts';
import { ComplaintFilters } from './ComplaintFilters.tsx';
import { complaintKeys, complaintSortValues, ComplaintTable, walkLines } from './ComplaintTable.tsx';
import { missingHolidaysText } from './complaint-words.ts';
import { useComplaintFilter } from './use-complaint-filter.ts';
import { useComplaintRows, useHolidays } from './use-complaints.ts';

/** A screen full many times over; a longer list is narrowed by its filters, and says so. */
const maxListed = 400;

/** Register pengaduan: everything that came in, what is late on top. */
export function ComplaintRegister() {
  const t = useTexts();
  const today = useToday();
  const holidays = useHolidays();
  const all = useComplaintRows();
  const navigate = useNavigate();
  const mayRecord = useMayMake('complaint.record');
  const [filter, change] = useComplaintFilter();
  const shown = useDeferredValue(filter);
  const names = useNames();
  const sort = useSorting(complaintKeys);
  const found = all.filter((row) => matchesFilter(row, shown));
  const rows = sortLines(found, sort.sorting, complaintSortValues(t, names));
  const late = rows.filter(({ deadline }) => deadline?.late === true).length;
  const running = all.flatMap(({ complaint, deadline }) => (deadline ? [complaint.received, deadline.date] : []));
  const missing = missingHolidaysText(t, running.toSorted()[0] ?? today, running.toSorted().at(-1) ?? today, holidays);
  const printPath = `/cetak-pengaduan?${filterToParams(filter).toString()}`;
  usePrintKey(() => void navigate(printPath));
  const list = useRef<HTMLDivElement>(null);
  // The arrows walk the list from the first key on.
  useEffect(() => list.current?.focus(), []);
  return (
    <Page
      title={t('complaints.title')}
      fill
      subtitle={
        <Box component="span" role="status">
          {t('complaints.count', { count: rows.length, late })}
        </Box>
      }
      actions={
        <>
          <Button variant="outlined" component={Link} to={printPath}>
            {t('complaints.paper.button')}
          </Button>
          {mayRecord && (
            <Button variant="contained" component={Link} to={newComplaintPath({})}>
              {t('complaints.new')}
            </Button>
          )}
        </>
      }
    >
      <ComplaintFilters filter={filter} onChange={change} />
      {missing !== null && running.length > 0 && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {missing}
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t(isFiltered(shown) ? 'complaints.noHit' : 'complaints.none')}>
          {t(isFiltered(shown) ? 'complaints.noHitHint' : 'complaints.noneHint')}
        </EmptyState>
      ) : (
        <Paper
          variant="outlined"
          ref={list}
          tabIndex={-1}
          onKeyDown={walkLines}
          sx={{ flex: 1, minHeight: 0, overflow: 'auto', outline: 'none' }}
        >
          <ComplaintTable rows={rows.slice(0, maxListed)} sort={sort} />
          {rows.length > maxListed && (
            <Typography variant="body2" color="textSecondary" sx={{ p: 1 }}>
              {t('complaints.more', { shown: maxListed, total: rows.length })}
            </Typography>
          )}
        </Paper>
      )}
    </Page>
  );
}
