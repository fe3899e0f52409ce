import { Box, Link as MuiLink, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link, useNavigate } from 'react-router';
import type { CaseTask } from '../../../shared/cases/my-work.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { DataTable, ToneChip, twoLines } from '../kit/index.ts';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { casePath } from '../links.ts';
import { leftText } from '../office/case-phase.ts';

const columns = ['due', 'number', 'step', 'actor', 'phase'] as const;
const widths = { due: 130, number: undefined, step: '22%', actor: '14%', phase: 166 };

interface Props {
  readonly tasks: readonly CaseTask[];
  readonly names: Names;
}

/** Cases that wait for this person, as a table below the dispositions. */
export function CaseTasks({ tasks, names }: Props) {
  const t = useTexts();
  const navigate = useNavigate();
  return (
    <Box component="section" aria-label={t('cases.work.title')} sx={{ mb: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {`${t('cases.work.title')} (${tasks.length})`}
      </Typography>
      <DataTable label={t('cases.work.title')} minWidth={700}>
        <TableHead>
          <TableRow>
            {columns.map((key) => (
              <TableCell key={key} sx={{ width: widths[key] }}>
                {t(`cases.column.${key}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {tasks.map(({ line, kind, position }) => (
            <TableRow key={line.id} hover onClick={() => void navigate(casePath(line.id))} sx={{ cursor: 'pointer' }}>
              <TableCell sx={line.lateness === 'late' ? { color: 'error.main', fontWeight: 700 } : {}}>
                {longDate(line.due)}
                <Typography variant="caption" component="p">
                  {leftText(t, line)}
                </Typography>
              </TableCell>
              <TableCell>
                <MuiLink
                  component={Link}
                  to={casePath(line.id)}
                  color="inherit"
                  onClick={(event) => event.stopPropagation()}
                >
                  {`${line.number} · ${line.agency}`}
                </MuiLink>
                <Box title={line.title} sx={{ ...twoLines, color: 'text.secondary' }}>
                  {line.title}
                </Box>
              </TableCell>
              <TableCell>{t('cases.stepNow', { no: line.step.no, title: line.step.title })}</TableCell>
              <TableCell>{position === null ? t('cases.work.team') : names.short(position)}</TableCell>
              <TableCell>
                <ToneChip tone={kind === 'turn' ? 'primary' : 'warning'} label={t(`cases.work.${kind}`)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </DataTable>
    </Box>
  );
}
