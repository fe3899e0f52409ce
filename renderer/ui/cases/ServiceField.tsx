import { MenuItem } from '@mui/material';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { FormField } from '../kit/index.ts';
import { useOpenServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';

interface Props<F extends FieldValues & { readonly service: string }> {
  readonly control: Control<F>;
  readonly autoFocus?: boolean;
}

/** One of the published services, by its code; empty when none is chosen. */
export function ServiceField<F extends FieldValues & { readonly service: string }>({
  control,
  autoFocus = false,
}: Props<F>) {
  const t = useTexts();
  const services = useOpenServices();
  return (
    <FormField
      control={control}
      name={'service' as FieldPath<F>}
      select
      required
      autoFocus={autoFocus}
      label={t('cases.head.service')}
    >
      {services.map(({ service: { code, title } }) => (
        <MenuItem key={code} value={code}>
          {title}
        </MenuItem>
      ))}
    </FormField>
  );
}
