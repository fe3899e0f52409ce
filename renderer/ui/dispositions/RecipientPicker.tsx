import {
  Autocomplete,
  Box,
  Button,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Typography,
} from '@mui/material';
import { useMemo, useState } from 'react';
import type { Recipient } from '../../../shared/letters/facts.ts';
import type { Position } from '../../../shared/people/people.ts';
import { DateField, Field, type TypedDate } from '../kit/index.ts';
import type { Names } from '../office/names.ts';
import { usePositionSearch } from '../office/use-position-search.ts';
import { useTexts } from '../texts/index.ts';
import { withDue, withRecipient } from './disposition-draft.ts';
import { suggestRecipients } from './recipients.ts';

interface Props {
  readonly from: string | null;
  readonly positions: readonly Position[];
  readonly names: Names;
  readonly value: readonly Recipient[];
  readonly late: readonly string[];
  readonly error: string | null;
  readonly onChange: (to: readonly Recipient[]) => void;
}

/** To whom and until when: those below the author as ticks, anyone else by search, a due day for each. */
export function RecipientPicker({ from, positions, names, value, late, error, onChange }: Props) {
  const t = useTexts();
  const isFound = usePositionSearch();
  const [wanted, setWanted] = useState('');
  const all = useMemo(() => suggestRecipients(positions, from), [positions, from]);
  const below = all.filter(({ group }) => group === 'below');
  const others = all.filter(
    ({ group, position }) => group !== 'below' && !value.some((r) => r.position === position.id),
  );
  const chosen = (id: string): boolean => value.some(({ position }) => position === id);
  const firstDue: TypedDate = value[0]?.due ?? null;
  return (
    <FormControl component="fieldset" error={error !== null} fullWidth>
      <FormLabel component="legend" required sx={{ fontSize: '0.75rem' }}>
        {t('dispositions.form.to')}
      </FormLabel>
      {below.length > 0 && (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 2 }}>
          {below.map(({ position }, at) => (
            <FormControlLabel
              key={position.id}
              label={position.title}
              control={
                <Checkbox
                  autoFocus={at === 0}
                  checked={chosen(position.id)}
                  onChange={(_event, on) => onChange(withRecipient(value, position.id, on))}
                />
              }
            />
          ))}
        </Box>
      )}
      <Autocomplete
        options={others}
        value={null}
        // After a choice the field is empty again and keeps the focus, ready for the next recipient.
        inputValue={wanted}
        onInputChange={(_event, text, reason) => setWanted(reason === 'input' ? text : '')}
        filterOptions={(options, { inputValue }) => options.filter(({ position }) => isFound(position, inputValue))}
        groupBy={({ group }) => t(`dispositions.form.group.${group}`)}
        getOptionLabel={({ position }) => position.title}
        getOptionKey={({ position }) => position.id}
        onChange={(_event, next) => {
          if (next) onChange(withRecipient(value, next.position.id, true));
        }}
        renderInput={(params) => (
          <Field {...params} label={t('dispositions.form.search')} autoFocus={below.length === 0} />
        )}
        sx={{ mt: 1 }}
      />
      {error !== null && <FormHelperText>{error}</FormHelperText>}
      {value.length > 0 && (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, mt: 1.25 }}>
          {value.map(({ position, due }) => (
            <Box
              key={position}
              sx={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) 170px auto', gap: 1, alignItems: 'start' }}
            >
              <Box sx={{ pt: 0.75 }}>
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {names.title(position)}
                </Typography>
                {late.includes(position) && (
                  <Typography variant="caption" color="warning" role="status">
                    {t('dispositions.form.dueBeforeDate')}
                  </Typography>
                )}
              </Box>
              <DateField
                label={t('dispositions.form.due')}
                value={due}
                onChange={(date) => onChange(withDue(value, position, date))}
                slotProps={{
                  htmlInput: { 'aria-label': t('dispositions.form.dueFor', { position: names.title(position) }) },
                }}
              />
              <Button
                aria-label={t('dispositions.form.remove', { position: names.title(position) })}
                onClick={() => onChange(withRecipient(value, position, false))}
              >
                ×
              </Button>
            </Box>
          ))}
          {value.length > 1 && firstDue !== null && (
            <Button
              sx={{ alignSelf: 'flex-end' }}
              onClick={() => onChange(value.map((r) => ({ ...r, due: firstDue })))}
            >
              {t('dispositions.form.dueAll')}
            </Button>
          )}
        </Box>
      )}
    </FormControl>
  );
}
