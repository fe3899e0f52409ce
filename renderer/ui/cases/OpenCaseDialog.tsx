import { Alert, Box, Typography } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { dueDate } from '../../../shared/cases/clock.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { readersOf } from '../../../shared/letters/status.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { useOffice } from '../office/office-context.tsx';
import { ConfirmDialog, Field, useNotice } from '../kit/index.ts';
import { useEntry } from '../entry/use-entry.ts';
import { useTexts } from '../texts/index.ts';
import { casePath } from '../links.ts';
import { entryError } from './dialog-props.ts';
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
  const entry = useEntry();
  const [caseId] = useState(() => office.newId());
  const [service, setService] = useState(recognised?.code ?? '');
  const [agency, setAgency] = useState(letter.sender.name);
  const [title, setTitle] = useState(letter.subject);
  const chosen = serviceByCode(service);
  const secret = isSecret(letter.security);

  async function open(): Promise<void> {
    const args = {
      caseId,
      service,
      letterId: letter.id,
      agency: { id: agency === letter.sender.name ? letter.sender.agencyId : null, name: agency },
      title,
      received: letter.received.date,
      security: letter.security,
      readers: secret ? readersOf(letter) : [],
    };
    if (!(await entry.run('case.open', args))) return;
    say(t('cases.open.done'));
    await navigate(casePath(caseId));
  }

  return (
    <ConfirmDialog
      open
      title={t('cases.open.title')}
      confirm={t('cases.open.confirm')}
      disabled={entry.saving || service === ''}
      onClose={onClose}
      onConfirm={() => void open()}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        {recognised === null && <Typography variant="body2">{t('cases.open.chooseService')}</Typography>}
        <ServiceField value={service} error={entryError(t, entry, 'service')} onChange={setService} />
        <Field
          required
          label={t('cases.open.agency')}
          value={agency}
          onChange={({ target }) => setAgency(target.value)}
          error={entryError(t, entry, 'agency.name')}
        />
        <Field
          required
          multiline
          maxRows={6}
          label={t('cases.open.subject')}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
          error={entryError(t, entry, 'title', true)}
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
      </Box>
    </ConfirmDialog>
  );
}
