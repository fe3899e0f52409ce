import { Box, Link as MuiLink, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link, useNavigate } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { useLive } from '../office/office-context.tsx';
import type { WorkItem } from './my-branches.ts';
import { AgendaLabel, DataTable, PendingMark, ToneChip, twoLines } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import type { Names } from '../office/names.ts';

const columns = ['due', 'letter', 'from', 'note', 'position', 'state'] as const;

/** Dispositions that wait for this person, as a table. */
export function DispositionTasks({ items, names }: { readonly items: readonly WorkItem[]; readonly names: Names }) {
  const t = useTexts();
  const navigate = useNavigate();
  const pendingOf = useLive((office) => (id: string) => office.pendingOf('letter', id));
  return (
    <DataTable label={t('letters.work.dispositions')} minWidth={900}>
      <TableHead>
        <TableRow>
          {columns.map((key) => (
            <TableCell
              key={key}
              sx={{
                width: { due: 150, letter: '30%', from: '13%', note: undefined, position: '12%', state: 118 }[key],
              }}
            >
              {t(`letters.work.column.${key}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map(({ letter, branch: { disposition, position, due, state }, overdue }) => (
          <TableRow
            key={`${disposition.id} ${position}`}
            hover
            onClick={() => void navigate(`/surat/${encodeURIComponent(letter.id)}`)}
            sx={{ cursor: 'pointer' }}
          >
            <TableCell sx={overdue ? { color: 'error.main', fontWeight: 700 } : {}}>
              {due === null ? t('letters.work.noDue') : longDate(due)}
              {overdue && (
                <Typography variant="caption" component="p">
                  {t('letters.work.overdue')}
                </Typography>
              )}
            </TableCell>
            <TableCell>
              <MuiLink
                component={Link}
                to={`/surat/${encodeURIComponent(letter.id)}`}
                color="inherit"
                onClick={(event) => event.stopPropagation()}
              >
                <AgendaLabel agenda={letter.agenda} /> · {letter.sender.name}
              </MuiLink>{' '}
              <PendingMark count={pendingOf(letter.id)} />
              <Box title={letter.subject} sx={{ ...twoLines, color: 'text.secondary' }}>
                {letter.subject}
              </Box>
            </TableCell>
            <TableCell>{names.short(disposition.from)}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>
              {[disposition.instructions.join(' · '), disposition.note].filter((text) => text !== '').join(' – ') ||
                t('letters.none')}
            </TableCell>
            <TableCell>{names.short(position)}</TableCell>
            <TableCell>
              <ToneChip tone={state === 'unread' ? 'warning' : 'info'} label={t(`dispositions.state.${state}`)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </DataTable>
  );
}
