import {
  Box,
  Link as MuiLink,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { Link, useNavigate } from 'react-router';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Office } from '../../data/office.ts';
import { workList } from '../dispositions/my-branches.ts';
import { useLive, useLiveAsync } from '../app/office-context.tsx';
import { EmptyState, Page, ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AgendaLabel, WaitingMark } from './AgendaLabel.tsx';
import { useToday } from '../app/clock-context.tsx';
import { useNames } from './use-names.ts';

/** More than a person can have open; the rest is said, not silently left out. */
const most = 500;
const columns = ['due', 'letter', 'from', 'note', 'position', 'state'] as const;

async function waitingLetters(
  office: Office,
): Promise<{ readonly letters: readonly Letter[]; readonly total: number }> {
  const list = office.letters({ holders: office.who().positions });
  const ids = Array.from({ length: Math.min(most, list.total) }, (_, at) => list.line(at)?.id ?? '');
  const letters = await Promise.all(ids.map((id) => office.get<Letter>('letter', id)));
  return { letters: letters.filter((letter) => letter !== null), total: list.total };
}

/** Tugas Saya: dispositions that wait for a position of this account, the overdue ones first. */
export function MyWork() {
  const t = useTexts();
  const navigate = useNavigate();
  const names = useNames();
  const today = useToday();
  const positions = useLive((office) => office.who()).positions;
  const found = useLiveAsync(waitingLetters, []);
  const pendingOf = useLive((office) => (id: string) => office.pendingOf('letter', id));
  if (found === undefined) return null;
  const items = workList(found.letters, positions, today);
  if (items.length === 0) {
    const nobody = positions.length === 0;
    return (
      <Page title={t('letters.work.title')}>
        <EmptyState title={t(nobody ? 'letters.work.noPosition' : 'letters.work.empty')}>
          {t(nobody ? 'letters.work.noPositionHint' : 'letters.work.emptyHint')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('letters.work.title')} subtitle={t('letters.work.subtitle', { count: items.length })}>
      <Paper variant="outlined" sx={{ overflow: 'auto' }}>
        <Table sx={{ tableLayout: 'fixed', minWidth: 900 }}>
          <TableHead>
            <TableRow>
              {columns.map((key) => (
                <TableCell
                  key={key}
                  sx={{
                    width: { due: 150, letter: '34%', from: '14%', note: undefined, position: '13%', state: 118 }[key],
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
                sx={{ cursor: 'pointer', verticalAlign: 'top' }}
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
                  <WaitingMark count={pendingOf(letter.id)} />
                  <Box
                    title={letter.subject}
                    sx={{
                      display: '-webkit-box',
                      WebkitLineClamp: 2,
                      WebkitBoxOrient: 'vertical',
                      overflow: 'hidden',
                      color: 'text.secondary',
                    }}
                  >
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
        </Table>
      </Paper>
      {found.total > most && (
        <Typography variant="body2" color="textSecondary" role="status" sx={{ mt: 1 }}>
          {t('letters.work.more', { shown: most, total: found.total })}
        </Typography>
      )}
    </Page>
  );
}
