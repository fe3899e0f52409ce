import { Alert, Box, Typography } from '@mui/material';
import type { ImportOutcome } from '../../data/office.ts';
import { whenText } from '../office/names.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { countsText } from './bundle-words.ts';
import { BundleEntry } from './BundleEntry.tsx';
import { BundleProblems } from '../entry/BundleProblems.tsx';

/** The result of an import: a summary in one line, and each entry a person should look at. */
export function ImportResult({ imported }: { readonly imported: ImportOutcome }) {
  const t = useTexts();
  const { desk, madeAt, entries, of, scans, scansLeft, ended } = imported;
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
        <BundleProblems title={t('carry.in.left')} problems={scansLeft} />
      </Alert>
      {odd.length > 0 && (
        <Typography variant="h3" sx={{ mt: 2 }}>
          {t('carry.in.notApplied')}
        </Typography>
      )}
      {odd.map((entry) => (
        <BundleEntry key={entry.opId} entry={entry} />
      ))}
    </>
  );
}
