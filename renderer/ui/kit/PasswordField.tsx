import Visibility from '@mui/icons-material/VisibilityOutlined';
import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import { IconButton, InputAdornment } from '@mui/material';
import { useState } from 'react';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { FormField } from './Field.tsx';
import { useTexts } from '../texts/index.ts';

interface Props<T extends FieldValues> {
  readonly control: Control<T>;
  readonly name: FieldPath<T>;
  readonly label?: string;
  readonly helperText?: string;
  readonly autoFocus?: boolean;
  /** A password being chosen, not one being recalled. */
  readonly fresh?: boolean;
}

/** A password that can be looked at: typed right the first time, also on an unfamiliar keyboard. */
export function PasswordField<T extends FieldValues>({ label, fresh = false, ...rest }: Props<T>) {
  const t = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <FormField
      {...rest}
      label={label ?? t('session.field.password')}
      type={shown ? 'text' : 'password'}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={t('session.field.showPassword')}
                aria-pressed={shown}
                onClick={() => setShown(!shown)}
              >
                {shown ? <VisibilityOff fontSize="inherit" /> : <Visibility fontSize="inherit" />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
