import { Autocomplete } from '@mui/material';
import { useMemo } from 'react';
import type { Position } from '../../../shared/people/people.ts';
import { useLive } from '../office/office-context.tsx';
import { usePositionSearch } from '../office/use-position-search.ts';
import { Field } from '../kit/index.ts';

interface Props {
  readonly label: string;
  readonly value: readonly string[];
  readonly error?: string | null | undefined;
  readonly onChange: (positions: string[]) => void;
}

/** Several positions, by title. Closed ones stay visible where they were chosen, they are no longer offered. */
export function PositionsField({ label, value, error, onChange }: Props) {
  const isFound = usePositionSearch();
  const positions = useLive((office) => office.master<Position>('position'));
  const options = useMemo(
    () =>
      positions.filter(({ id, closedOn }) => closedOn === null || value.includes(id)).sort((a, b) => a.order - b.order),
    [positions, value],
  );
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      filterSelectedOptions
      options={options}
      // The form's own list: a new one with every render would empty what is being typed.
      value={value as string[]}
      getOptionValue={({ id }) => id}
      filterOptions={(all, { inputValue }) => all.filter((position) => isFound(position, inputValue))}
      getOptionLabel={({ title }) => title}
      getOptionKey={({ id }) => id}
      onChange={(_event, next) => onChange(next)}
      renderInput={(params) => <Field {...params} label={label} error={error} />}
    />
  );
}
