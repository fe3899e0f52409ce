import { Box, Button, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { readRefusal } from '../../../shared/refusal.ts';
import type { Position } from '../../../shared/people/people.ts';
import type { ImportedEntry } from '../../data/office.ts';
import { useLive } from '../office/office-context.tsx';
import { ToneChip } from '../kit/index.ts';
import { whenText } from '../office/names.ts';
import { commandText, refusalText, useTexts } from '../texts/index.ts';
import { tones } from './AttentionFrame.tsx';
import { letterOf } from './bundle-words.ts';
import { TypedFields } from '../entry/TypedFields.tsx';

/** An entry of another desk that was not applied as it was made: why, and everything typed in it. */
export function BundleEntry({ entry }: { readonly entry: ImportedEntry }) {
  const t = useTexts();
  const positions = useLive((office) => office.master<Position>('position'));
  const titles = (id: string): string | null => positions.find((p) => p.id === id)?.shortTitle ?? null;
  const { name, at, args, result } = entry;
  const letter = letterOf(entry);
  return (
    <Paper variant="outlined" component="article" aria-label={commandText(t, name)} sx={{ p: 2, mt: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <ToneChip tone={tones[result.status]} label={t(`sync.attention.status.${result.status}`)} />
        <Typography variant="h3" component="h4">
          {commandText(t, name)}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {whenText(at)}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {result.code === undefined ? t(`carry.in.explain.${result.status}`) : refusalText(t, readRefusal(result.code))}
      </Typography>
      {args === undefined ? (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('carry.in.sealed')}
        </Typography>
      ) : (
        <TypedFields args={args} titles={titles} />
      )}
      {letter !== null && (
        <Button variant="outlined" component={Link} to={`/surat/${encodeURIComponent(letter)}`}>
          {t('sync.attention.openLetter')}
        </Button>
      )}
    </Paper>
  );
}
