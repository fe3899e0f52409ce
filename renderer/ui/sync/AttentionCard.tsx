import { Alert, Box, Button, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link } from 'react-router';
import { clockTime, shortDate } from '../../../shared/dates/indonesian.ts';
import type { Position } from '../../../shared/people/people.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { AttentionItem } from '../../data/office.ts';
import { useLive } from '../app/office-context.tsx';
import { useAccountName } from '../app/use-account-name.ts';
import { ToneChip } from '../kit/index.ts';
import { commandText, refusalText, useTexts } from '../texts/index.ts';
import { TypedFields } from './TypedFields.tsx';
import { fieldText, valueText } from './value-text.ts';

interface Props {
  readonly item: AttentionItem;
  /** Enters something again as a new entry. */
  readonly onEnter: (command: string, args: unknown) => void;
  readonly onSeen: () => void;
}

const tones = {
  applied: 'success',
  merged: 'info',
  flagged: 'warning',
  rejected: 'error',
  quarantined: 'secondary',
} as const;

/** One entry that did not go through as it was made: what, when, both values, and what can be done now. */
export function AttentionCard({ item, onEnter, onSeen }: Props) {
  const t = useTexts();
  const personOf = useAccountName();
  const positions = useLive((office) => office.master<Position>('position'));
  const titles = (id: string): string | null => positions.find((p) => p.id === id)?.shortTitle ?? null;
  const isLetter = item.docType === 'letter' || item.docType === 'letterStub';
  const may = item.name === 'letter.correct';

  return (
    <Paper variant="outlined" component="article" sx={{ p: 2, mb: 1.5, opacity: item.seen ? 0.75 : 1 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <ToneChip tone={tones[item.status]} label={t(`sync.attention.status.${item.status}`)} />
        <Typography variant="h3" component="h2">
          {commandText(t, item.name)}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {`${shortDate(item.at.slice(0, 10))} ${clockTime(item.at.slice(11, 16))} · ${t('sync.attention.number', { seq: item.seq })}`}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t(`sync.attention.explain.${item.status}`)}
      </Typography>
      {item.code !== null && (
        <Alert severity={item.status === 'rejected' ? 'error' : 'warning'} sx={{ mb: 1 }}>
          {refusalText(t, refuse('state', item.code))}
        </Alert>
      )}
      {item.notes.length > 0 && (
        <Table sx={{ mb: 1 }}>
          <TableHead>
            <TableRow>
              <TableCell sx={{ width: 150 }} />
              <TableCell>{t('sync.attention.mine')}</TableCell>
              <TableCell>{t('sync.attention.theirs')}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {item.notes.map(({ field, mine, now, kept, by }) => {
              const name = personOf(by);
              const other = kept === 'mine' ? now : mine;
              return (
                <TableRow key={field}>
                  <TableCell>{fieldText(t, field)}</TableCell>
                  <TableCell sx={{ fontWeight: kept === 'mine' ? 600 : 400 }}>
                    {valueText(t, field, mine, titles)}
                    {kept === 'mine' && ` (${t('sync.attention.stands')})`}
                  </TableCell>
                  <TableCell sx={{ fontWeight: kept === 'now' ? 600 : 400 }}>
                    {valueText(t, field, now, titles)}
                    {kept === 'now' && ` (${t('sync.attention.stands')})`}
                    {name !== null && (
                      <Typography variant="caption" component="div" color="textSecondary">
                        {name}
                      </Typography>
                    )}
                  </TableCell>
                  <TableCell align="right">
                    {may && (
                      <Button
                        onClick={() => onEnter('letter.correct', { letterId: item.docId, set: { [field]: other } })}
                      >
                        {t(kept === 'mine' ? 'sync.attention.useTheirs' : 'sync.attention.useMine')}
                      </Button>
                    )}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
      {item.status !== 'merged' && <TypedFields args={item.args} titles={titles} />}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {isLetter && (
          <Button variant="outlined" component={Link} to={`/surat/${item.docId}`}>
            {t('sync.attention.openLetter')}
          </Button>
        )}
        {item.status === 'rejected' && (
          <Button variant="outlined" onClick={() => onEnter(item.name, item.args)}>
            {t('sync.attention.again')}
          </Button>
        )}
        {!item.seen && <Button onClick={onSeen}>{t('sync.attention.seen')}</Button>}
      </Box>
    </Paper>
  );
}
