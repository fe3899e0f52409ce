import { MenuItem } from '@mui/material';
import { laporClasses } from '../../../shared/complaints/complaint.ts';
import { DateField, Field } from '../kit/index.ts';
import { PositionField } from '../entry/PositionField.tsx';
import { useTexts } from '../texts/index.ts';
import { AboutFields } from './AboutFields.tsx';
import { actFields, textLabel, type ActForm, type ActKind } from './complaint-acts.ts';
import { laporClassNames } from './complaint-form.ts';

interface Props {
  readonly kind: ActKind;
  readonly form: ActForm;
  readonly errorAt: (field: keyof ActForm) => string | null;
  readonly onChange: (part: Partial<ActForm>) => void;
  readonly onInvalidDate: (invalid: boolean) => void;
}

/** The fields of one act. */
export function ActFields({ kind, form, errorAt, onChange, onInvalidDate }: Props) {
  const t = useTexts();
  const field = (name: keyof ActForm, first: boolean) => {
    const shared = { error: errorAt(name), autoFocus: first };
    switch (name) {
      case 'class':
        return (
          <Field
            {...shared}
            key={name}
            select
            label={t('complaints.field.class')}
            value={form.class}
            onChange={({ target }) => onChange({ class: target.value })}
          >
            {laporClassNames.map((one) => (
              <MenuItem key={one} value={one}>
                {t('complaints.classLimit', { name: t(`complaints.class.${one}`), days: laporClasses[one] })}
              </MenuItem>
            ))}
          </Field>
        );
      case 'position':
        return (
          <PositionField
            {...shared}
            key={name}
            label={t('complaints.field.position')}
            required
            value={form.position}
            onChange={(position) => onChange({ position })}
          />
        );
      case 'on':
        return (
          <DateField
            {...shared}
            key={name}
            label={t('complaints.field.on')}
            required
            value={form.on}
            onChange={(on) => onChange({ on })}
            onInvalid={onInvalidDate}
          />
        );
      case 'number':
        return (
          <Field
            {...shared}
            key={name}
            label={t('complaints.field.number')}
            helperText={t('complaints.hint.reply')}
            value={form.number}
            onChange={({ target }) => onChange({ number: target.value })}
          />
        );
      case 'to':
        return (
          <Field
            {...shared}
            key={name}
            label={t('complaints.field.to')}
            required
            value={form.to}
            onChange={({ target }) => onChange({ to: target.value })}
          />
        );
      case 'text':
        return (
          <Field
            {...shared}
            key={name}
            multiline
            minRows={3}
            maxRows={12}
            label={t(textLabel[kind])}
            required={kind !== 'close'}
            value={form.text}
            onChange={({ target }) => onChange({ text: target.value })}
          />
        );
      case 'about':
        return <AboutFields key={name} value={form.about} onChange={(about) => onChange({ about })} />;
    }
  };
  // The date is filled in already: the focus goes to the first field that is not.
  const first = actFields[kind].find((name) => name !== 'on');
  return <>{actFields[kind].map((name) => field(name, name === first))}</>;
}
