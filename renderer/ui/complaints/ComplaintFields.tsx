import { Box, MenuItem, Typography } from '@mui/material';
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { complaintChannels, complaintKinds, laporClasses } from '../../../shared/complaints/complaint.ts';
import { useLive } from '../office/office-context.tsx';
import { FormDate, FormField, RadioRow } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AboutFields } from './AboutFields.tsx';
import { classOfKind, laporClassNames, type ComplaintForm } from './complaint-form.ts';
import { ReporterFields } from './ReporterFields.tsx';

interface Props {
  readonly form: UseFormReturn<ComplaintForm>;
}

/** The fields of a complaint in the order in which it is entered: channel, reporter, content, and subject. */
export function ComplaintFields({ form }: Props) {
  const t = useTexts();
  const { control, setValue } = form;
  const channel = useWatch({ control, name: 'channel' });
  const trackingId = useWatch({ control, name: 'trackingId' }).trim();
  const [service, caseId, letterId] = useWatch({ control, name: ['service', 'caseId', 'letterId'] });
  const twin = useLive(
    (office) =>
      trackingId === '' ? undefined : office.records('complaint').find((one) => one.trackingId === trackingId),
    [trackingId],
  );
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.75 }}>
      <Box sx={{ display: 'flex', columnGap: 4, flexWrap: 'wrap' }}>
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <RadioRow
              label={t('complaints.field.kind')}
              value={field.value}
              options={complaintKinds}
              text={(kind) => t(`complaints.kind.${kind}`)}
              onChange={(kind) => {
                field.onChange(kind);
                if (!form.getFieldState('class').isDirty) form.resetField('class', { defaultValue: classOfKind(kind) });
              }}
            />
          )}
        />
        <Controller
          control={control}
          name="channel"
          render={({ field }) => (
            <RadioRow
              label={t('complaints.field.channel')}
              value={field.value}
              options={complaintChannels}
              text={(one) => t(`complaints.channel.${one}`)}
              onChange={field.onChange}
            />
          )}
        />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '190px minmax(0, 1fr)', gap: 1.5, alignItems: 'start' }}>
        <FormDate control={control} name="received" label={t('complaints.field.received')} required />
        {channel === 'lapor' && (
          <FormField
            control={control}
            name="trackingId"
            label={t('complaints.field.trackingId')}
            required
            helperText={twin && t('complaints.hint.trackingKnown', { subject: twin.subject })}
          />
        )}
      </Box>
      <ReporterFields control={control} />
      <FormField control={control} name="subject" label={t('complaints.field.subject')} required />
      <FormField
        control={control}
        name="text"
        label={t('complaints.field.text')}
        required
        multiline
        minRows={4}
        maxRows={14}
      />
      <FormField control={control} name="class" label={t('complaints.field.class')} select>
        {laporClassNames.map((name) => (
          <MenuItem key={name} value={name}>
            {t('complaints.classLimit', { name: t(`complaints.class.${name}`), days: laporClasses[name] })}
          </MenuItem>
        ))}
      </FormField>
      <Typography variant="h3" component="h2" sx={{ mt: 0.5 }}>
        {t('complaints.form.about')}
      </Typography>
      <AboutFields
        value={{ service, caseId, letterId }}
        onChange={(about) => {
          setValue('service', about.service, { shouldDirty: true });
          setValue('caseId', about.caseId, { shouldDirty: true });
          setValue('letterId', about.letterId, { shouldDirty: true });
        }}
      />
    </Box>
  );
}
