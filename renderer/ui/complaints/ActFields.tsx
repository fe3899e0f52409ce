import { MenuItem } from '@mui/material';
import { Controller, type Control } from 'react-hook-form';
import { laporClasses } from '../../../shared/complaints/complaint.ts';
import { errorText, FormDate, FormField } from '../kit/index.ts';
import { PositionField } from '../entry/PositionField.tsx';
import { useTexts } from '../texts/index.ts';
import { AboutFields } from './AboutFields.tsx';
import { actFields, textLabel, type ActFieldName, type ActForm, type ActKind } from './complaint-acts.ts';
import { laporClassNames } from './complaint-form.ts';

interface Props {
  readonly kind: ActKind;
  readonly control: Control<ActForm>;
}

/** The fields of one act. */
export function ActFields({ kind, control }: Props) {
  const t = useTexts();
  const field = (name: ActFieldName, autoFocus: boolean) => {
    const shared = { control, autoFocus };
    switch (name) {
      case 'class':
        return (
          <FormField {...shared} key={name} name={name} select label={t('complaints.field.class')}>
            {laporClassNames.map((one) => (
              <MenuItem key={one} value={one}>
                {t('complaints.classLimit', { name: t(`complaints.class.${one}`), days: laporClasses[one] })}
              </MenuItem>
            ))}
          </FormField>
        );
      case 'position':
        return (
          <Controller
            key={name}
            control={control}
            name={name}
            render={({ field: { value, onChange }, fieldState }) => (
              <PositionField
                autoFocus={autoFocus}
                label={t('complaints.field.position')}
                required
                value={value}
                error={errorText(t, fieldState.error)}
                onChange={onChange}
              />
            )}
          />
        );
      case 'on':
        return <FormDate {...shared} key={name} name={name} label={t('complaints.field.on')} required />;
      case 'number':
        return (
          <FormField
            {...shared}
            key={name}
            name={name}
            label={t('complaints.field.number')}
            helperText={t('complaints.hint.reply')}
          />
        );
      case 'to':
        return <FormField {...shared} key={name} name={name} label={t('complaints.field.to')} required />;
      case 'text':
        return (
          <FormField
            {...shared}
            key={name}
            name={name}
            multiline
            minRows={3}
            maxRows={12}
            label={t(textLabel[kind])}
            required={kind !== 'close'}
          />
        );
      case 'about':
        return (
          <Controller
            key={name}
            control={control}
            name={name}
            render={({ field: { value, onChange } }) => <AboutFields value={value} onChange={onChange} />}
          />
        );
    }
  };
  // The date is filled in already: the focus goes to the first field that is not.
  const first = actFields[kind].find((name) => name !== 'on');
  return <>{actFields[kind].map((name) => field(name, name === first))}</>;
}
