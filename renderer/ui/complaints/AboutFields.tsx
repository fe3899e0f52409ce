import { Autocomplete, MenuItem, TextField } from '@mui/material';
import { publishedServices } from '../../../shared/services/services.ts';
import { useCaseLines } from '../office/use-cases.ts';
import { Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { LetterField } from './LetterField.tsx';

/** What a complaint is about; each may be unknown. */
export interface About {
  readonly service: string | null;
  readonly caseId: string | null;
  readonly letterId: string | null;
}

interface Props {
  readonly value: About;
  readonly onChange: (about: About) => void;
}

/** Service, case and letter of a complaint, chosen from what the office has. A chosen case names its service. */
export function AboutFields({ value, onChange }: Props) {
  const t = useTexts();
  const all = useCaseLines();
  const cases = all.filter(
    ({ id, service }) => value.service === null || service.code === value.service || id === value.caseId,
  );
  return (
    <>
      <TextField
        select
        label={t('complaints.field.service')}
        value={value.service ?? ''}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        onChange={({ target }) => onChange({ ...value, service: target.value === '' ? null : target.value })}
      >
        <MenuItem value="">{t('complaints.hint.noService')}</MenuItem>
        {publishedServices.map(({ code, title }) => (
          <MenuItem key={code} value={code}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <Autocomplete
        options={cases}
        value={value.caseId}
        getOptionValue={({ id }) => id}
        getOptionLabel={({ number, title, agency }) => [number, title, agency].join(' · ')}
        getOptionKey={({ id }) => id}
        onChange={(_event, caseId) =>
          onChange({ ...value, caseId, service: all.find(({ id }) => id === caseId)?.service.code ?? value.service })
        }
        renderInput={(params) => <Field {...params} label={t('complaints.field.caseId')} />}
      />
      <LetterField value={value.letterId} onChange={(letterId) => onChange({ ...value, letterId })} />
    </>
  );
}
