import { Box, Button, FormControlLabel, MenuItem, Switch, TextField } from '@mui/material';
import { complaintChannels, complaintKinds } from '../../../shared/complaints/complaint.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { DateField, isReadable } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { complaintPhases, isFiltered, type ComplaintFilter } from './complaint-rows.ts';

interface Props {
  readonly filter: ComplaintFilter;
  readonly onChange: (filter: ComplaintFilter) => void;
}

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Sets one member of the filter, or removes it with `undefined`. */
function withMember<K extends keyof ComplaintFilter>(
  filter: ComplaintFilter,
  key: K,
  value: ComplaintFilter[K] | undefined,
): ComplaintFilter {
  const { [key]: _dropped, ...rest } = filter;
  return value === undefined ? rest : { ...rest, [key]: value };
}

/** Search and filters of the register. */
export function ComplaintFilters({ filter, onChange }: Props) {
  const t = useTexts();
  const select = (key: 'phase' | 'kind' | 'channel' | 'service', label: string, choices: readonly Choice[]) => (
    <TextField
      select
      label={label}
      value={filter[key] ?? ''}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      onChange={({ target }) => {
        const chosen = choices.find(({ value }) => value === target.value)?.value;
        onChange(withMember(filter, key, chosen));
      }}
    >
      <MenuItem value="">{t('complaints.filter.all')}</MenuItem>
      {choices.map(({ value, text }) => (
        <MenuItem key={value} value={value}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Box
      role="group"
      aria-label={t('complaints.filter.label')}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
        gap: 1,
        rowGap: 1.5,
        alignItems: 'start',
        mb: 1,
      }}
    >
      <TextField
        type="search"
        label={t('complaints.filter.search')}
        value={filter.text ?? ''}
        onChange={({ target }) => onChange(withMember(filter, 'text', target.value === '' ? undefined : target.value))}
      />
      {select('phase', t('complaints.field.phase'), [
        { value: 'open', text: t('complaints.filter.open') },
        ...complaintPhases.map((value) => ({ value, text: t(`complaints.phase.${value}`) })),
      ])}
      {select(
        'kind',
        t('complaints.field.kind'),
        complaintKinds.map((value) => ({ value, text: t(`complaints.kind.${value}`) })),
      )}
      {select(
        'channel',
        t('complaints.field.channel'),
        complaintChannels.map((value) => ({ value, text: t(`complaints.channel.${value}`) })),
      )}
      {select(
        'service',
        t('complaints.field.service'),
        publishedServices.map(({ code, title }) => ({ value: code, text: title })),
      )}
      <DateField
        label={t('complaints.filter.from')}
        value={filter.from ?? null}
        onChange={(date) => isReadable(date) && onChange(withMember(filter, 'from', date ?? undefined))}
      />
      <DateField
        label={t('complaints.filter.to')}
        value={filter.to ?? null}
        onChange={(date) => isReadable(date) && onChange(withMember(filter, 'to', date ?? undefined))}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, pl: 1 }}>
        <FormControlLabel
          label={t('complaints.filter.lateOnly')}
          control={
            <Switch
              checked={filter.late === true}
              onChange={(_event, on) => onChange(withMember(filter, 'late', on ? true : undefined))}
            />
          }
        />
        <Button disabled={!isFiltered(filter)} onClick={() => onChange({})}>
          {t('complaints.filter.clear')}
        </Button>
      </Box>
    </Box>
  );
}
