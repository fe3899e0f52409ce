import { MenuItem } from '@mui/material';
import { publishedServices } from '../../../shared/services/services.ts';
import { Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  /** Code of a service; empty when none is chosen. */
  readonly value: string;
  readonly error: string | null;
  readonly autoFocus?: boolean;
  readonly onChange: (code: string) => void;
}

/** One of the published services. */
export function ServiceField({ value, error, autoFocus = false, onChange }: Props) {
  const t = useTexts();
  return (
    <Field
      select
      required
      autoFocus={autoFocus}
      label={t('cases.head.service')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={error}
    >
      {publishedServices.map(({ code, title }) => (
        <MenuItem key={code} value={code}>
          {title}
        </MenuItem>
      ))}
    </Field>
  );
}
