import { Autocomplete } from '@mui/material';
import { useMemo, type Ref } from 'react';
import type { Sender } from '../../../shared/letters/letter.ts';
import type { Agency } from '../../../shared/office/master.ts';
import { useLive } from '../office/office-context.tsx';
import { Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { agencyNamed, matchAgencies } from './agencies.ts';

interface Props {
  readonly value: Sender;
  readonly error?: string | null | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  readonly onChange: (sender: Sender) => void;
  readonly onBlur: () => void;
}

/** Where the letter comes from: an agency of the list, or any other name. The name is kept as it was typed. */
export function SenderField({ value, error, inputRef, autoFocus = false, onChange, onBlur }: Props) {
  const t = useTexts();
  const agencies = useLive((office) => office.master<Agency>('agency'));
  const options = useMemo(() => matchAgencies(agencies, value.name, 40), [agencies, value.name]);
  const known = agencyNamed(agencies, value.name);
  return (
    <Autocomplete<Agency, false, false, true>
      freeSolo
      // Enter takes the text as typed; a suggestion is chosen with the arrows first, so none is taken by accident.
      autoHighlight={false}
      options={options}
      // The options are already the matching ones, best first.
      filterOptions={(all) => all}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
      getOptionKey={(option) => (typeof option === 'string' ? option : option.id)}
      isOptionEqualToValue={(option, chosen) => typeof chosen !== 'string' && option.id === chosen.id}
      value={known}
      inputValue={value.name}
      onInputChange={(_event, name, reason) => {
        if (reason !== 'reset') onChange({ agencyId: agencyNamed(agencies, name)?.id ?? null, name });
      }}
      onChange={(_event, chosen) => {
        if (chosen !== null && typeof chosen !== 'string') onChange({ agencyId: chosen.id, name: chosen.name });
      }}
      onBlur={onBlur}
      renderInput={(params) => (
        <Field
          {...params}
          label={t('letters.field.sender')}
          placeholder={t('letters.hint.sender')}
          error={error}
          required
          autoFocus={autoFocus}
          {...(inputRef === undefined ? {} : { inputRef })}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, accessKey: 'a', spellCheck: false },
          }}
        />
      )}
    />
  );
}
