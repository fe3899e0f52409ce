import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { parseIsoWib } from '../../../shared/dates/wib.ts';
import type { Position } from '../../../shared/people/people.ts';
import { readRefusal } from '../../../shared/refusal.ts';
import type { QuarantinedEntry } from '../../../shared/sync/trust-api.ts';
import { useLive } from '../office/office-context.tsx';
import { useAccountName } from '../office/use-account-name.ts';
import { formWidth } from '../kit/index.ts';
import { TypedFields } from '../entry/TypedFields.tsx';
import { commandText, refusalText, useTexts } from '../texts/index.ts';
import { momentText } from './desk-words.ts';

interface Props {
  readonly entry: QuarantinedEntry;
  readonly onJudge: (accept: boolean) => void;
}

/** One quarantined entry: who made it, when, what was typed, and why it was not applied. */
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
    <Paper variant="outlined" component="article" sx={{ p: 2, mb: 1.5, maxWidth: formWidth }}>
      <Typography variant="h3" component="h2">
        {commandText(t, entry.name)}
      </Typography>
      <Typography variant="body2">
        {position === null
          ? t('manage.quarantine.who', { name, desk })
          : t('manage.quarantine.whoPosition', { name, position, desk })}
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mb: 1 }}>
        {t('manage.quarantine.made', {
          made: made === null ? entry.at : momentText(made),
          arrived: momentText(entry.receivedAt),
        })}
      </Typography>
      {entry.code !== null && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {t('manage.quarantine.answer', { why: refusalText(t, readRefusal(entry.code)) })}
        </Alert>
      )}
      {entry.hidden ? (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('manage.quarantine.hidden')}
        </Typography>
      ) : (
        <TypedFields args={entry.args} titles={titles} />
      )}
      {!entry.acceptable && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('manage.quarantine.waits')}
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {entry.acceptable && (
          <Button variant="outlined" onClick={() => onJudge(true)}>
            {t('manage.quarantine.accept')}
          </Button>
        )}
        {typeof letterId === 'string' && (
          <Button component={Link} to={`/surat/${encodeURIComponent(letterId)}`}>
            {t('sync.attention.openLetter')}
          </Button>
        )}
        <Button color="error" onClick={() => onJudge(false)}>
          {t('manage.quarantine.refuse')}
        </Button>
      </Box>
    </Paper>
  );
}
