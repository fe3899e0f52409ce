import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { Controller, type FieldPath } from 'react-hook-form';
import { differences } from '../../../shared/services/difference.ts';
import { editionId, type ServiceEdition } from '../../../shared/services/edition.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { errorText, Field, FormField, useNotice } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { ActorsField } from './ActorsField.tsx';
import { EditionDifference } from './EditionDifference.tsx';

interface Props {
  /** The version that stands; null: the service is new. */
  readonly before: ServiceEdition | null;
  readonly next: ServiceEdition;
  readonly onClose: () => void;
}

/** A whole number, or the text as typed when it is none: the command refuses it, and it is not lost. */
const numberOf = (text: string): number | string => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text);

/** A new service has the code of its prefix. */
function asPublished(form: ServiceEdition, isNew: boolean): ServiceEdition {
  if (!isNew) return form;
  const service = form.prefix.toLowerCase();
  return { ...form, service, id: editionId(service, form.version) };
}

/** The next version of a service, with what it changes, before it is published. */
export function EditionDialog({ before, next, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const isNew = before === null;
  const [base] = useState(() => office.versionOf('service', next.id));
  const entry = useEntryForm<ServiceEdition>({
    command: 'service.save',
    start: next,
    args: (form) => ({ doc: asPublished(form, isNew) }),
    base,
    onSaved: ({ title, version }) => {
      say(t('admin.service.published', { title, version }));
      onClose();
    },
  });
  const { form, values } = entry;
  const { control } = form;
  const changes = before ? differences(before, values) : null;
  const sum = values.steps.reduce((days, { plan }) => days + (Number(plan) || 0), 0);
  const whole = (name: FieldPath<ServiceEdition>, label: string) => (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, value, onChange, ...field }, fieldState }) => (
        <Field
          {...field}
          inputRef={ref}
          required
          label={label}
          value={typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
          error={errorText(t, fieldState.error)}
          onChange={({ target }) => onChange(numberOf(target.value))}
        />
      )}
    />
  );
  const tick = (name: FieldPath<ServiceEdition>, label: string) => (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange } }) => (
        <FormControlLabel
          label={label}
          control={<Checkbox checked={value === true} onChange={(_event, on) => onChange(on)} />}
        />
      )}
    />
  );
  return (
    <EntryDialog
      entry={entry}
      title={isNew ? t('admin.service.add') : t('admin.service.changeOf', { title: next.title })}
      confirm={t('admin.service.publish', { version: next.version })}
      canSave={changes === null || changes.length > 0}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t(isNew ? 'admin.service.ownNote' : 'admin.service.note')}
      </Typography>
      <FormField control={control} name="title" required autoFocus label={t('admin.service.name')} />
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr 1fr 1fr' }}>
        <FormField control={control} name="prefix" required disabled={!isNew} label={t('admin.service.prefix')} />
        <FormField control={control} name="caseName" required label={t('admin.service.caseName')} />
        {whole('months', t('admin.service.months'))}
        <FormField control={control} name="fee" label={t('admin.service.fee')} />
        <FormField control={control} name="product" label={t('admin.service.product')} sx={{ gridColumn: 'span 2' }} />
      </Box>
      <Typography variant="h3">
        {t('admin.service.steps', { sum, wanted: (Number(values.months) || 0) * 30 })}
      </Typography>
      {values.steps.map(({ code }, at) => (
        <Box
          key={code}
          role="group"
          aria-label={t('admin.service.step', { no: at + 1 })}
          sx={{ display: 'grid', gap: 1, gridTemplateColumns: '1fr 110px', mb: 1 }}
        >
          <FormField
            control={control}
            name={`steps.${at}.title`}
            required
            label={t('admin.service.stepName', { no: at + 1 })}
          />
          {whole(`steps.${at}.plan`, t('admin.service.plan'))}
          <FormField
            control={control}
            name={`steps.${at}.text`}
            multiline
            maxRows={4}
            label={t('admin.service.text')}
            sx={{ gridColumn: 'span 2' }}
          />
          <Box sx={{ gridColumn: 'span 2' }}>
            <Controller
              control={control}
              name={`steps.${at}.actors`}
              render={({ field, fieldState }) => (
                <ActorsField
                  label={t('admin.service.actors')}
                  error={errorText(t, fieldState.error)}
                  value={field.value}
                  onChange={field.onChange}
                />
              )}
            />
          </Box>
        </Box>
      ))}
      {isNew && (
        <Button
          sx={{ alignSelf: 'start' }}
          onClick={() => {
            const code = `langkah-${values.steps.length + 1}`;
            form.setValue('steps', [...values.steps, { code, title: '', text: '', actors: [], plan: 0 }]);
          }}
        >
          {t('admin.service.addStep')}
        </Button>
      )}
      <Typography variant="h3">{t('admin.service.requirements')}</Typography>
      {values.requirements.map(({ code }, at) => (
        <Box key={code} sx={{ display: 'grid', gap: 1, gridTemplateColumns: '1fr auto' }}>
          <FormField
            control={control}
            name={`requirements.${at}.title`}
            required
            multiline
            label={t('admin.service.requirement', { no: at + 1 })}
          />
          {tick(`requirements.${at}.retired`, t('admin.service.retired'))}
        </Box>
      ))}
      <Button
        sx={{ alignSelf: 'start' }}
        onClick={() => {
          const code = `syarat-v${next.version}-${values.requirements.length + 1}`;
          form.setValue('requirements', [...values.requirements, { code, title: '', retired: false }]);
        }}
      >
        {t('admin.service.addRequirement')}
      </Button>
      {tick('closed', t('admin.service.close'))}
      {changes && <EditionDifference changes={changes} />}
    </EntryDialog>
  );
}
