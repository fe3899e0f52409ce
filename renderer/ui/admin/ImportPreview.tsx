import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useToday } from '../office/clock-context.tsx';
import { ToneChip } from '../kit/index.ts';
import { refusalText, useTexts, type Texts } from '../texts/index.ts';
import { cellText } from './cell-text.ts';
import { importable } from './import-columns.ts';
import type { ImportRow, Problem } from './import-rows.ts';
import type { Section } from './section.ts';
import { useLookup } from './use-lookup.ts';

const tones = { new: 'success', changed: 'info', same: 'neutral', bad: 'error' } as const;
const maxListed = 200;

const why = (t: Texts, { code, value, field, row = 0 }: Problem): string =>
  refusalText(t, { code, params: { value, what: field ? t(field.label) : '', row } });

interface Props {
  readonly section: Section;
  readonly rows: readonly ImportRow[];
}

/** What an import would do, with every mistake named by its row. */
export function ImportPreview({ section, rows }: Props) {
  const t = useTexts();
  const lookup = useLookup();
  const today = useToday();
  const fields = importable(section).slice(0, 4);
  const count = (state: ImportRow['state']): number => rows.filter((row) => row.state === state).length;
  const bad = rows.filter(({ problems }) => problems.length > 0);
  return (
    <Box sx={{ mt: 1.5 }}>
      <Typography variant="subtitle2" role="status">
        {t('admin.import.summary', {
          fresh: count('new'),
          changed: count('changed'),
          same: count('same'),
          bad: count('bad'),
        })}
      </Typography>
      {bad.length > 0 && (
        <Box component="ul" sx={{ m: 0, my: 1, pl: 2.5, maxHeight: 120, overflow: 'auto', color: 'error.main' }}>
          {bad.slice(0, maxListed).flatMap(({ row, problems }) =>
            problems.map((problem) => (
              <Typography key={`${row} ${problem.field?.name} ${problem.code}`} component="li" variant="body2">
                {problem.field
                  ? t('admin.import.problem', { row, field: t(problem.field.label), why: why(t, problem) })
                  : t('admin.import.rowProblem', { row, why: why(t, problem) })}
              </Typography>
            )),
          )}
        </Box>
      )}
      <Box sx={{ maxHeight: 280, overflow: 'auto', border: 1, borderColor: 'divider', mt: 1 }}>
        <Table stickyHeader>
          <TableHead>
            <TableRow>
              <TableCell>{t('admin.import.row')}</TableCell>
              <TableCell component="td" />
              {fields.map((field) => (
                <TableCell key={field.name}>{t(field.label)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.slice(0, maxListed).map(({ row, doc, state }) => (
              <TableRow key={row}>
                <TableCell>{row}</TableCell>
                <TableCell>
                  <ToneChip tone={tones[state]} label={t(`admin.import.state.${state}`)} />
                </TableCell>
                {fields.map((field) => (
                  <TableCell key={field.name}>{cellText(t, field, doc, lookup, today)}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {rows.length > maxListed && (
        <Typography variant="caption" color="textSecondary">
          {t('admin.import.firstRows', { shown: maxListed, total: rows.length })}
        </Typography>
      )}
    </Box>
  );
}
