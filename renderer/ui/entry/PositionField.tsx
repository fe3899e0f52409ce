import { Autocomplete, type AutocompleteProps } from '@mui/material';
import { useMemo, type ReactNode } from 'react';
import type { Position } from '../../../shared/people/people.ts';
import { useLive } from '../office/office-context.tsx';
import { usePositionSearch } from '../office/use-position-search.ts';
import { Field } from '../kit/index.ts';

interface Props extends Pick<AutocompleteProps<Position, false, false, false>, 'size' | 'sx'> {
  readonly label: ReactNode;
  /** Id of the chosen position. */
  readonly value: string | null;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: string | null | undefined;
  readonly onChange: (position: string | null) => void;
}

/** One position, by title. A closed one is offered no longer; where it was chosen it stays. */
export function PositionField({ label, value, placeholder, required, autoFocus, error, onChange, ...look }: Props) {
  const isFound = usePositionSearch();
  const positions = useLive((office) => office.master<Position>('position'));
  const options = useMemo(
    () => positions.filter(({ id, closedOn }) => closedOn === null || id === value),
    [positions, value],
  );
  return (
    <Autocomplete
      {...look}
      options={options}
      value={value}
      getOptionValue={({ id }) => id}
      filterOptions={(all, { inputValue }) => all.filter((position) => isFound(position, inputValue))}
      getOptionLabel={({ title }) => title}
      getOptionKey={({ id }) => id}
      onChange={(_event, chosen) => onChange(chosen)}
      renderInput={(params) => (
        <Field
          {...params}
          label={label}
          error={error}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(required === undefined ? {} : { required })}
          {...(autoFocus === undefined ? {} : { autoFocus })}
        />
      )}
    />
  );
}
