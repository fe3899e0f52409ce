import Search from '@mui/icons-material/Search';
import { Box, Chip, InputAdornment, MenuItem, TextField } from '@mui/material';
import type { KeyboardEvent } from 'react';
import type { CaseLine } from '../../../shared/cases/case-line.ts';
import { useServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import { caseViews, countViews, type CaseFilter } from './case-filter.ts';

const number = new Intl.NumberFormat('id-ID');
const anyService = 'semua';

interface Props {
  readonly lines: readonly CaseLine[];
  readonly filter: CaseFilter;
  readonly onChange: (filter: CaseFilter) => void;
  /** Keys of the search field that walk the list. */
  readonly onKey: (event: KeyboardEvent) => void;
}

/** Search, state and service above the list of cases. */
export function CaseFilters({ lines, filter, onChange, onKey }: Props) {
  const t = useTexts();
  const services = useServices();
  const counts = countViews(lines);
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
      <TextField
        type="search"
        placeholder={t('cases.search')}
        value={filter.text}
        onChange={({ target }) => onChange({ ...filter, text: target.value })}
        onKeyDown={onKey}
        sx={{ width: 300 }}
        slotProps={{
          htmlInput: {
            'aria-label': t('cases.searchLabel'),
            'aria-description': t('cases.keys'),
            spellCheck: false,
          },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <Search fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      <TextField
        select
        label={t('cases.filter.service')}
        value={filter.service ?? anyService}
        onChange={({ target }) => onChange({ ...filter, service: target.value === anyService ? null : target.value })}
        sx={{ width: 250 }}
      >
        <MenuItem value={anyService}>{t('cases.filter.anyService')}</MenuItem>
        {services.map(({ service: { code, prefix, title } }) => (
          <MenuItem key={code} value={code}>
            {`${prefix} – ${title}`}
          </MenuItem>
        ))}
      </TextField>
      <Box role="group" aria-label={t('cases.filter.label')} sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
        {caseViews.map((view) => (
          <Chip
            key={view}
            label={`${t(`cases.filter.${view}`)} ${number.format(counts[view])}`}
            variant={filter.view === view ? 'filled' : 'outlined'}
            color={filter.view === view ? (view === 'late' && counts.late > 0 ? 'error' : 'primary') : 'default'}
            aria-pressed={filter.view === view}
            onClick={() => onChange({ ...filter, view })}
          />
        ))}
      </Box>
    </Box>
  );
}
