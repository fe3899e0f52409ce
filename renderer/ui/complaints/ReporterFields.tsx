import { Box, Checkbox, FormControlLabel } from '@mui/material';
import { Controller, useWatch, type Control } from 'react-hook-form';
import { FormField } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import type { ComplaintForm } from './complaint-form.ts';

/** Who complains, unless anonymous, and whether everybody may read it. */
export function ReporterFields({ control }: { readonly control: Control<ComplaintForm> }) {
  const t = useTexts();
  const anonymous = useWatch({ control, name: 'anonymous' });
  const tick = (name: 'anonymous' | 'secret') => (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <FormControlLabel
          label={t(`complaints.field.${name}`)}
          control={
            <Checkbox checked={field.value} onChange={(_event, on) => field.onChange(on)} onBlur={field.onBlur} />
          }
        />
      )}
    />
  );
  return (
    <>
      <Box sx={{ display: 'flex', columnGap: 2, flexWrap: 'wrap' }}>
        {tick('anonymous')}
        {tick('secret')}
      </Box>
      {/* What was typed before "anonim" was ticked stays in the form, and is not sent. */}
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
        <FormField
          control={control}
          name="reporter.name"
          label={t('complaints.field.name')}
          required={!anonymous}
          disabled={anonymous}
        />
        <FormField
          control={control}
          name="reporter.contact"
          label={t('complaints.field.contact')}
          disabled={anonymous}
          helperText={t('complaints.hint.contact')}
        />
      </Box>
    </>
  );
}
