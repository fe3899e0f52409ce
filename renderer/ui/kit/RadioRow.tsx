import { FormControl, FormControlLabel, FormHelperText, FormLabel, Radio, RadioGroup } from '@mui/material';
import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly text: (option: T) => string;
  readonly danger?: (option: T) => boolean;
  readonly error?: string | null | undefined;
  readonly onChange: (value: T) => void;
}

/** One of a few values, all in sight: arrows move, the digit of a value chooses it. */
export function RadioRow<T extends string>({ label, value, options, text, danger, error, onChange }: Props<T>) {
  const id = useId();
  const bad = error != null && error !== '';
  return (
    <FormControl error={bad}>
      <FormLabel id={id} sx={{ fontSize: '0.75rem' }}>
        {label}
      </FormLabel>
      <RadioGroup
        row
        aria-labelledby={id}
        value={value}
        onChange={(_event, next) => {
          const chosen = options.find((option) => option === next);
          if (chosen !== undefined) onChange(chosen);
        }}
        onKeyDown={({ key, ctrlKey, altKey, currentTarget }) => {
          const chosen = options[Number(key) - 1];
          if (chosen === undefined || ctrlKey || altKey) return;
          onChange(chosen);
          // The focus goes with the choice: from an unchosen button Tab would stay inside the row.
          currentTarget.querySelectorAll('input')[options.indexOf(chosen)]?.focus();
        }}
        sx={{ columnGap: 0.5 }}
      >
        {options.map((option) => (
          <FormControlLabel
            key={option}
            value={option}
            control={<Radio />}
            label={text(option)}
            sx={{ mr: 1.5, ...(danger?.(option) === true ? { color: 'error.main' } : {}) }}
          />
        ))}
      </RadioGroup>
      {bad && <FormHelperText>{error}</FormHelperText>}
    </FormControl>
  );
}
