import { Autocomplete } from '@mui/material';
import { Field } from '../kit/index.ts';

interface Option {
  readonly value: string;
  /** What stands beside the value in the list. */
  readonly note?: string;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly placeholder?: string;
  readonly error?: string | null | undefined;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
}

/** Free text with suggestions; nothing is ever forced into the list. */
export function LookupField({ label, value, options, placeholder, error, onChange, onBlur }: Props) {
  return (
    <Autocomplete<Option, false, false, true>
      freeSolo
      autoHighlight={false}
      options={options}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.value)}
      filterOptions={(all) => {
        const text = value.trim().toLocaleLowerCase('id');
        return all.filter((o) => `${o.value} ${o.note ?? ''}`.toLocaleLowerCase('id').includes(text)).slice(0, 40);
      }}
      inputValue={value}
      onInputChange={(_event, text, reason) => {
        if (reason !== 'reset') onChange(text);
      }}
      onChange={(_event, chosen) => {
        if (chosen !== null && typeof chosen !== 'string') onChange(chosen.value);
      }}
      onBlur={onBlur}
      renderOption={({ key: _key, ...props }, option) => (
        <li {...props} key={option.value}>
          {option.note === undefined ? option.value : `${option.value} – ${option.note}`}
        </li>
      )}
      renderInput={(params) => <Field {...params} label={label} placeholder={placeholder ?? ''} error={error} />}
    />
  );
}
