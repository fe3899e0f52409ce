import { Box, MenuItem, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { FieldFigure } from '../../../shared/exchange/office-api.ts';
import { countText, shareText } from '../office/moment-text.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly fields: readonly FieldFigure[];
  readonly rows: number;
}

/** How often each value of a chosen field occurs, from the rollups. */
export function FieldCounts({ fields, rows }: Props) {
  const t = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const field =
    fields.find((one) => one.field === chosen) ?? fields.find(({ values }) => values.length > 1) ?? fields[0];
  if (!field) return null;
  const most = Math.max(...field.values.map(({ count }) => count), 1);
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 1, pt: 0.5 }}>
        <TextField
          select
          label={t('centre.dashboard.field')}
          value={field.field}
          onChange={(event) => setChosen(event.target.value)}
          sx={{ maxWidth: 320 }}
        >
          {fields.map((one) => (
            <MenuItem key={one.field} value={one.field}>
              {one.title}
            </MenuItem>
          ))}
        </TextField>
        <Typography variant="body2" color="textSecondary">
          {t('centre.dashboard.filled', {
            ...{ filled: countText(field.filled), rows: countText(rows), distinct: countText(field.distinct) },
          })}
        </Typography>
      </Box>
      {field.values.length === 0 ? (
        <Typography variant="body2">{t('centre.dashboard.notCounted')}</Typography>
      ) : (
        <Table size="small" aria-label={t('centre.dashboard.counts')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('centre.dashboard.value')}</TableCell>
              <TableCell align="right">{t('centre.dashboard.count')}</TableCell>
              <TableCell align="right">{t('centre.dashboard.share')}</TableCell>
              <TableCell sx={{ width: '40%' }} aria-hidden />
            </TableRow>
          </TableHead>
          <TableBody>
            {field.values.map(({ value, count }) => (
              <TableRow key={value}>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{value}</TableCell>
                <TableCell align="right">{countText(count)}</TableCell>
                <TableCell align="right">{rows === 0 ? '' : shareText(count / rows)}</TableCell>
                <TableCell aria-hidden>
                  <Box sx={{ height: 10, width: `${(100 * count) / most}%`, minWidth: 2, bgcolor: 'primary.main' }} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {field.values.length > 0 && field.values.length < field.distinct && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {t('centre.dashboard.more', { shown: field.values.length })}
        </Typography>
      )}
    </>
  );
}
