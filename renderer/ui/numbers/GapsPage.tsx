import { Alert, Box, Button, MenuItem, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { yearOf } from '../../../shared/dates/plain-date.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import { gapsAnswer, trustPaths } from '../../../shared/sync/trust-api.ts';
import { useToday } from '../office/clock-context.tsx';
import { useAccountName } from '../office/use-account-name.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { EmptyState, Page } from '../kit/index.ts';
import { LeaseTable } from './LeaseTable.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { aheadRows, bookOfQuery, classText, gapRows, gapsPath, type RowClass } from './gap-words.ts';
import { GapsSummary } from './GapsSummary.tsx';
import { GapsTable } from './GapsTable.tsx';

/** Register nomor kosong: every number of a book without a letter, where it is and why (PROTOCOL N2, N6). */
export function GapsPage() {
  const t = useTexts();
  const thisYear = yearOf(useToday());
  const nameOf = useAccountName();
  const [query, setQuery] = useSearchParams();
  const [only, setOnly] = useState<RowClass | 'all'>('all');
  const chosen = bookOfQuery(query, thisYear);
  const { value: gaps, refusal, asking, again } = useServerAnswer(gapsPath(trustPaths.gaps, chosen), gapsAnswer);

  const named = (one: { readonly book: string; readonly year: number }): string => `${one.book} ${one.year}`;
  const books =
    gaps?.books.some((one) => named(one) === named(chosen)) === true ? gaps.books : [chosen, ...(gaps?.books ?? [])];
  const rows = gaps === null ? [] : gapRows(t, gaps, nameOf);
  const ahead = gaps === null ? [] : aheadRows(t, gaps, nameOf);
  const classes = [...new Set(rows.map((row) => row.class))];
  const filter = only !== 'all' && classes.includes(only) ? only : 'all';
  const shown = rows.filter((row) => filter === 'all' || row.class === filter);
  const moment = gaps === null ? null : toWib(gaps.at);

  return (
    <Page
      title={t('numbers.title')}
      subtitle={
        moment === null
          ? t('numbers.lead')
          : t('numbers.asOf', { date: longDate(moment.date), time: clockTime(moment.time) })
      }
      actions={
        <>
          <Button disabled={asking} onClick={again}>
            {t('numbers.refresh')}
          </Button>
          <Button
            variant="outlined"
            disabled={gaps === null}
            {...(gaps === null ? {} : { component: Link, to: gapsPath('/cetak-nomor', chosen) })}
          >
            {t('numbers.print')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', gap: 1.5, my: 1, alignItems: 'center' }}>
        <TextField
          select
          label={t('numbers.year')}
          value={named(chosen)}
          onChange={({ target }) => {
            const [book = '', year = ''] = target.value.split(' ');
            setQuery({ book, year });
          }}
          sx={{ width: 260 }}
        >
          {books.map((one) => (
            <MenuItem key={named(one)} value={named(one)}>
              {t('numbers.bookOf', { ...one })}
            </MenuItem>
          ))}
        </TextField>
        {classes.length > 1 && (
          <TextField
            select
            label={t('numbers.show')}
            value={filter}
            onChange={({ target }) => setOnly(classes.find((name) => name === target.value) ?? 'all')}
            sx={{ width: 260 }}
          >
            <MenuItem value="all">{t('numbers.all')}</MenuItem>
            {classes.map((name) => (
              <MenuItem key={name} value={name}>
                {classText(t, name)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
      {refusal !== null && (
        <>
          <Alert severity="warning" sx={{ mb: 1.5 }}>
            <strong>{t('numbers.offlineTitle')}.</strong>{' '}
            {refusal.kind === 'fault' ? t('numbers.offlineText') : refusalText(t, refusal)}
          </Alert>
          {gaps === null && <LeaseTable />}
        </>
      )}
      {gaps !== null && (
        <>
          <GapsSummary gaps={gaps} />
          {shown.length === 0 ? (
            <EmptyState title={t('numbers.none')}>{t('numbers.noneText')}</EmptyState>
          ) : (
            <GapsTable rows={shown} label={t('numbers.table')} />
          )}
          {ahead.length > 0 && (
            <>
              <Typography variant="h2" sx={{ mt: 3, mb: 0.5 }}>
                {t('numbers.ahead')}
              </Typography>
              <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
                {t('numbers.aheadText')}
              </Typography>
              <GapsTable rows={ahead} label={t('numbers.ahead')} />
            </>
          )}
        </>
      )}
      {gaps === null && refusal === null && <Typography sx={{ py: 2 }}>{t('app.loading')}</Typography>}
    </Page>
  );
}
