import { Autocomplete } from '@mui/material';
import type { MasterType } from '../../../shared/office/master-args.ts';
import { Field } from '../kit/index.ts';
import { isClosed, labelOf } from './section.ts';
import { useMaster } from './use-lookup.ts';

interface Props {
  readonly label: string;
  readonly of: MasterType;
  /** An id that is not offered. */
  readonly not?: string;
  readonly value: string | null;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly helperText?: string;
  readonly disabled?: boolean;
  readonly onChange: (id: string | null) => void;
}

/** Chooses another master document by its name. */
export function RefField({
  label,
  of,
  not,
  value,
  error,
  required = false,
  helperText,
  disabled = false,
  onChange,
}: Props) {
  const docs = useMaster(of).filter((doc) => doc.id !== not && (!isClosed(doc) || doc.id === value));
  return (
    <Autocomplete
      options={docs}
      disabled={disabled}
      value={value}
      getOptionValue={({ id }) => id}
      onChange={(_event, id) => onChange(id)}
      getOptionLabel={labelOf}
      getOptionKey={({ id }) => id}
      renderInput={(params) => (
        <Field {...params} label={label} error={error} required={required} helperText={helperText} />
      )}
    />
  );
}
