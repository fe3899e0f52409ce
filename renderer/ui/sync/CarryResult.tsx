import { Alert, Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { refuse } from '../../../shared/refusal.ts';
import type { BroughtEntry, BroughtIn } from '../../data/office.ts';
import { whenText } from '../letters/names.ts';
import { commandText, refusalText, useTexts } from '../texts/index.ts';
import { countsText } from './carry-words.ts';
import { CarryProblems } from './CarryProblems.tsx';

function EntryTable({ entries }: { readonly entries: readonly BroughtEntry[] }) {
  const t = useTexts();
  return (
    <>
      <Typography variant="h3" sx={{ mt: 2 }}>
        {t('carry.in.notApplied')}
      </Typography>
      <Table size="small" aria-label={t('carry.in.notApplied')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('carry.in.when')}</TableCell>
            <TableCell>{t('carry.in.what')}</TableCell>
            <TableCell>{t('carry.in.status')}</TableCell>
            <TableCell>{t('carry.in.why')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map(({ opId, name, at, result }) => (
            <TableRow key={opId}>
              <TableCell>{whenText(at)}</TableCell>
              <TableCell>{commandText(t, name)}</TableCell>
              <TableCell>{t(`sync.attention.status.${result.status}`)}</TableCell>
              <TableCell>
                {result.code === undefined
                  ? t(`sync.attention.explain.${result.status}`)
                  : refusalText(t, refuse('state', result.code))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

/** What became of a file that was brought in: all of it in one line, and one by one what a person should look at. */
export function CarryResult({ brought }: { readonly brought: BroughtIn }) {
  const t = useTexts();
  const { desk, madeAt, entries, of, scans, scansLeft, ended } = brought;
  const odd = entries.filter(({ result }) => result.status !== 'applied');
  const counts = countsText(t, entries);
  return (
    <>
      {ended && (
        <Alert severity="error" sx={{ mb: 1 }}>
          {refusalText(t, ended)}
        </Alert>
      )}
      <Alert severity={ended || odd.length > 0 || scansLeft.length > 0 ? 'warning' : 'success'}>
        {t('carry.in.from', { desk: desk.name, code: desk.code, when: whenText(madeAt) })}
        <Box>{`${t('carry.in.sum', { count: entries.length, of })} ${counts}`}</Box>
        {scans > 0 && <Box sx={{ mt: 1 }}>{t('carry.in.scans', { count: scans })}</Box>}
        <CarryProblems title={t('carry.in.left')} problems={scansLeft} />
      </Alert>
      {odd.length > 0 && <EntryTable entries={odd} />}
    </>
  );
}
