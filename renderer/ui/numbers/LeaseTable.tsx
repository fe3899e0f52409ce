import { TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { LeaseState } from '../../../shared/desk/desk.ts';
import { useLeases } from '../office/use-leases.ts';
import { DataTable } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/** Numbers of a block that were not handed out yet. */
export function numbersLeft({ from, to, used, closed }: LeaseState): number {
  return closed ? 0 : to - (used ?? from - 1);
}

/** The blocks of agenda numbers this desk may hand out without the server. */
export function LeaseTable() {
  const t = useTexts();
  const leases = useLeases();
  if (leases === null) return null;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {t('sync.page.leases')}
      </Typography>
      {leases.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('sync.page.leasesNone')}
        </Typography>
      ) : (
        <DataTable label={t('sync.page.leases')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('sync.page.book')}</TableCell>
              <TableCell>{t('sync.page.range')}</TableCell>
              <TableCell>{t('sync.page.used')}</TableCell>
              <TableCell align="right">{t('sync.page.left')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {leases.map((lease) => (
              <TableRow key={lease.id}>
                <TableCell>{`${lease.book} ${lease.year}`}</TableCell>
                <TableCell>{`${lease.from} – ${lease.to}`}</TableCell>
                <TableCell>{lease.closed ? t('sync.page.closed') : (lease.used ?? t('sync.page.unused'))}</TableCell>
                <TableCell align="right">{numbersLeft(lease)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </DataTable>
      )}
    </>
  );
}
