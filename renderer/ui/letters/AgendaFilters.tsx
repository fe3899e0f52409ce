import { Box, Button, MenuItem, TextField } from '@mui/material';
import { urgencies } from '../../../shared/letters/letter.ts';
import type { LetterFilter } from '../../data/office.ts';
import { DateField, Field, isReadable } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { isFiltered, withFilter } from './letter-filter.ts';

interface Props {
  readonly filter: LetterFilter;
  readonly years: readonly number[];
  readonly onChange: (filter: LetterFilter) => void;
}

/** The filters beside search and status: receipt dates, sender, urgency and year of the book. */
export function AgendaFilters({ filter, years, onChange }: Props) {
  const t = useTexts();
  const urgency = filter.urgencies?.length === 1 ? filter.urgencies[0] : '';
  return (
    <Box
      role="group"
      aria-label={t('letters.book.filters')}
      sx={{
        display: 'grid',
        // Narrow windows and large print get several lines instead of fields beyond the edge.
        gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
        gap: 1,
        alignItems: 'start',
      }}
    >
      <DateField
        label={t('letters.book.from')}
        value={filter.from ?? null}
        onChange={(date) => isReadable(date) && onChange(withFilter(filter, 'from', date ?? undefined))}
      />
      <DateField
        label={t('letters.book.to')}
        value={filter.to ?? null}
        onChange={(date) => isReadable(date) && onChange(withFilter(filter, 'to', date ?? undefined))}
      />
      <Field
        label={t('letters.book.sender')}
        value={filter.sender ?? ''}
        onChange={({ target }) =>
          onChange(withFilter(filter, 'sender', target.value === '' ? undefined : target.value))
        }
      />
      <TextField
        select
        label={t('letters.book.urgency')}
        value={urgency}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        onChange={({ target }) => {
          const chosen = urgencies.find((value) => value === target.value);
          onChange(withFilter(filter, 'urgencies', chosen === undefined ? undefined : [chosen]));
        }}
      >
        <MenuItem value="">{t('letters.book.everyUrgency')}</MenuItem>
        {urgencies.map((value) => (
          <MenuItem key={value} value={value}>
            {t(`app.urgency.${value}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('letters.book.year')}
        value={filter.year ?? ''}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        onChange={({ target }) => {
          onChange(withFilter(filter, 'year', target.value === '' ? undefined : Number(target.value)));
        }}
      >
        <MenuItem value="">{t('letters.book.everyYear')}</MenuItem>
        {years.map((year) => (
          <MenuItem key={year} value={year}>
            {year}
          </MenuItem>
        ))}
      </TextField>
      <Button disabled={!isFiltered(filter)} onClick={() => onChange({})}>
        {t('letters.book.clearFilters')}
      </Button>
    </Box>
  );
}
