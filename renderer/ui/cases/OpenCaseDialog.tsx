import { Alert, Typography } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { dueDate } from '../../../shared/cases/clock.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { readersOf } from '../../../shared/letters/status.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { keptOf } from '../../../shared/services/edition.ts';
import { nameInSubject } from '../../../shared/services/name-of-case.ts';
import { useOpenServices } from '../office/use-services.ts';
import { useOffice } from '../office/office-context.tsx';
import { FormField, useNotice } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import { casePath } from '../links.ts';
import { ServiceField } from './ServiceField.tsx';

interface Props {
  readonly letter: Letter;
  /** The service its subject speaks of. */
  readonly recognised: ServiceDefinition | null;
  readonly onClose: () => void;
}

/** Opens the case a letter brings, filled in from the letter; everything may be changed before. */
export function OpenCaseDialog({ letter, recognised, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  const navigate = useNavigate();
  const office = useOffice();
  const [caseId] = useState(() => office.newId());
  const secret = isSecret(letter.security);
  const services = useOpenServices();
  const versionOf = (code: string) => services.find(({ service }) => service.code === code);
  const entry = useEntryForm({
    command: 'case.open',
    start: {
      service: recognised?.code ?? '',
      agency: { name: letter.sender.name },
      title: nameInSubject(letter.subject),
    },
    args: ({ service, agency: { name }, title }) => ({
      caseId,
      service,
      letterId: letter.id,
      agency: { id: name === letter.sender.name ? letter.sender.agencyId : null, name },
      title,
      received: letter.received.date,
      security: letter.security,
      readers: secret ? readersOf(letter) : [],
      ...keptOf(versionOf(service)),
    }),
    onSaved: () => {
      say(t('cases.open.done'));
      void navigate(casePath(caseId));
    },
  });
  const { control } = entry.form;
  const chosen = versionOf(entry.values.service)?.service;
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('cases.open.title')}
      confirm={t('cases.open.confirm')}
      canSave={entry.values.service !== '' && entry.values.title.trim() !== ''}
      onClose={onClose}
    >
      {recognised === null && <Typography variant="body2">{t('cases.open.chooseService')}</Typography>}
      <ServiceField control={control} />
      <FormField control={control} name="agency.name" required label={t('cases.open.agency')} />
      <FormField
        control={control}
        name="title"
        required
        multiline
        maxRows={6}
        label={chosen?.caseName ?? t('cases.open.subject')}
        helperText={t('cases.open.subjectHint', { subject: letter.subject.slice(0, 200) })}
      />
      {chosen && (
        <Typography variant="body2" color="textSecondary">
          {t('cases.open.due', {
            date: longDate(dueDate(chosen, letter.received.date)),
            months: chosen.months,
          })}
        </Typography>
      )}
      {secret && <Alert severity="warning">{t('cases.open.secret')}</Alert>}
    </EntryDialog>
  );
}
