import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { parseIsoWib } from '../../../shared/dates/wib.ts';
import type { Position } from '../../../shared/people/people.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { QuarantinedEntry } from '../../../shared/sync/trust-api.ts';
import { useLive } from '../app/office-context.tsx';
import { useAccountName } from '../app/use-account-name.ts';
import { TypedFields } from '../sync/TypedFields.tsx';
import { commandText, refusalText, useTexts } from '../texts/index.ts';
import { momentText } from './desk-words.ts';

interface Props {
  readonly entry: QuarantinedEntry;
  readonly onJudge: (accept: boolean) => void;
}

/** One entry that waits for a verdict: who made it, when, what was typed, and what spoke against it. */
export function QuarantineCard({ entry, onJudge }: Props) {
  const t = useTexts();
  const nameOf = useAccountName();
  const positions = useLive((office) => office.master<Position>('position'));
  const titles = (id: string): string | null => positions.find((position) => position.id === id)?.shortTitle ?? null;
  const name = nameOf(entry.by.account) ?? entry.by.account;
  const desk = `${entry.desk.code} (${entry.desk.name})`;
  const position = entry.by.position === null ? null : (titles(entry.by.position) ?? entry.by.position);
  const made = parseIsoWib(entry.at);
  const { letterId } = (entry.args ?? {}) as { readonly letterId?: unknown };
  return (
    <Paper variant="outlined" component="article" sx={{ p: 2, mb: 1.5, maxWidth: 980 }}>
      <Typography variant="h3" component="h2">
        {commandText(t, entry.name)}
      </Typography>
      <Typography variant="body2">
        {position === null
          ? t('manage.putAside.who', { name, desk })
          : t('manage.putAside.whoPosition', { name, position, desk })}
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mb: 1 }}>
        {t('manage.putAside.made', {
          made: made === null ? entry.at : momentText(made),
          arrived: momentText(entry.receivedAt),
        })}
      </Typography>
      {entry.code !== null && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {t('manage.putAside.answer', { why: refusalText(t, refuse(entry.code)) })}
        </Alert>
      )}
      {entry.hidden ? (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('manage.putAside.hidden')}
        </Typography>
      ) : (
        <TypedFields args={entry.args} titles={titles} />
      )}
      {!entry.acceptable && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('manage.putAside.waits')}
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {entry.acceptable && (
          <Button variant="outlined" onClick={() => onJudge(true)}>
            {t('manage.putAside.accept')}
          </Button>
        )}
        {typeof letterId === 'string' && (
          <Button component={Link} to={`/surat/${encodeURIComponent(letterId)}`}>
            {t('sync.attention.openLetter')}
          </Button>
        )}
        <Button color="error" onClick={() => onJudge(false)}>
          {t('manage.putAside.refuse')}
        </Button>
      </Box>
    </Paper>
  );
}
