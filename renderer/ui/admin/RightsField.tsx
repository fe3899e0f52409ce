import { Checkbox, FormControl, FormControlLabel, FormGroup, FormLabel } from '@mui/material';
import { rights } from '../../../shared/people/people.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (rights: readonly string[]) => void;
}

/** What a position may do. */
export function RightsField({ label, value, onChange }: Props) {
  const t = useTexts();
  const chosen = new Set(Array.isArray(value) ? (value as readonly string[]) : []);
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ fontSize: '0.75rem' }}>
        {label}
      </FormLabel>
      <FormGroup row>
        {rights.map((right) => (
          <FormControlLabel
            key={right}
            label={t(`admin.right.${right}`)}
            control={
              <Checkbox
                checked={chosen.has(right)}
                onChange={(_event, on) => onChange(rights.filter((r) => (r === right ? on : chosen.has(r))))}
              />
            }
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}
