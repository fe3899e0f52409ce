import { Box, Chip } from '@mui/material';
import { letterStatuses, type LetterStatus } from '../../../shared/letters/status.ts';
import type { LetterFilter } from '../../data/office.ts';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';

interface Props {
  /** What the list shows, and the counts with it; behind `chosen` while somebody clicks fast. */
  readonly filter: LetterFilter;
  readonly chosen: readonly LetterStatus[];
  readonly onChange: (statuses: readonly LetterStatus[]) => void;
}

const number = new Intl.NumberFormat('id-ID');

/** How many letters that the other filters leave have each status; a click shows only those, another shows all again. */
export function StatusFilter({ filter, chosen, onChange }: Props) {
  const t = useTexts();
  const counts = useLive((office) => office.counts(filter), [filter]);
  const toggle = (status: LetterStatus): void => {
    onChange(chosen.includes(status) ? chosen.filter((other) => other !== status) : [...chosen, status]);
  };
  return (
    <Box role="group" aria-label={t('letters.book.status')} sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
      <Chip
        label={`${t('letters.book.all')} ${number.format(counts.total)}`}
        variant={chosen.length === 0 ? 'filled' : 'outlined'}
        color={chosen.length === 0 ? 'primary' : 'default'}
        aria-pressed={chosen.length === 0}
        onClick={() => onChange([])}
      />
      {letterStatuses.map((status) => (
        <Chip
          key={status}
          label={`${t(`app.status.${status}`)} ${number.format(counts.byStatus[status])}`}
          title={t(`letters.statusHint.${status}`)}
          variant={chosen.includes(status) ? 'filled' : 'outlined'}
          color={chosen.includes(status) ? 'primary' : 'default'}
          aria-pressed={chosen.includes(status)}
          onClick={() => toggle(status)}
        />
      ))}
    </Box>
  );
}
