import { Alert, Box, Button, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { yearOf } from '../../../shared/dates/plain-date.ts';
import { incomingBook } from '../../../shared/letters/register.ts';
import { isSecret } from '../../../shared/letters/letter.ts';
import { ConfirmDialog, isReadable, Page } from '../kit/index.ts';
import { EntryFrame, EntryProblems } from '../entry/EntryFrame.tsx';
import { useTexts } from '../texts/index.ts';
import type { LetterDraft } from './draft.ts';
import { NextNumberHint } from '../office/NextNumberHint.tsx';
import { useToday } from '../office/clock-context.tsx';
import { DayQuestion } from './DayQuestion.tsx';
import { DuplicateReason, DuplicateWarning } from './DuplicateWarning.tsx';
import { HeaderFields } from './HeaderFields.tsx';
import { SavedPanel } from './SavedPanel.tsx';
import { useLeaveGuard } from '../entry/use-leave-guard.ts';
import { useRegisterForm, type EnteredAgain } from './use-register-form.ts';

interface Props {
  readonly start: LetterDraft;
  /** A fresh form, after saving or because this one is to be emptied. */
  readonly onNext: () => void;
  /** Set for an entry that was refused or lost and is made again. */
  readonly again?: EnteredAgain;
}

/** The form of one letter, and what is said once it is booked. */
export function RegisterForm({ start, onNext, again }: Props) {
  const t = useTexts();
  const reasonField = useRef<HTMLInputElement>(null);
  const state = useRegisterForm(start, () => reasonField.current?.focus(), again ?? null);
  const { entry, saved } = state;
  const { form, saving, problems } = entry;
  const [clearing, setClearing] = useState(false);
  const leaving = useLeaveGuard(state.typed);
  const { received, security } = form.getValues();
  const today = useToday();

  if (saved !== null) {
    return (
      <Page title={t('letters.register.title')} width="form">
        <SavedPanel {...saved} onNext={onNext} />
      </Page>
    );
  }
  return (
    <Page title={t('letters.register.title')} subtitle={t('letters.register.keys')} width="form">
      <EntryFrame entry={entry}>
        <HeaderFields
          form={form}
          warnings={state.warnings}
          autoFocus
          likeness={state.duplicates.length > 0 && <DuplicateWarning lines={state.duplicates} />}
          question={state.day && <DayQuestion {...state.day} onChoose={state.day.choose} />}
        />
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mt: 1.5 }}>
          {state.duplicates.length > 0 && (
            <DuplicateReason
              reason={state.reason}
              missing={state.reasonMissing}
              inputRef={reasonField}
              onReason={state.setReason}
            />
          )}
          {again && <Alert severity="info">{t('sync.attention.prefilled')}</Alert>}
          {isSecret(security) && !again && <Alert severity="info">{t('letters.register.secretNotKept')}</Alert>}
          {state.changedElsewhere && <Alert severity="error">{t('letters.register.changedElsewhere')}</Alert>}
          <EntryProblems entry={entry} />
        </Box>
        <Box
          sx={{
            position: 'sticky',
            bottom: 0,
            zIndex: 2,
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            mt: 1.5,
            py: 1.25,
            bgcolor: 'background.default',
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Button type="submit" variant="contained" disabled={saving} sx={{ minWidth: 120 }}>
            {t(saving ? 'letters.register.saving' : 'letters.register.save')}
          </Button>
          <Button disabled={!state.typed || saving} onClick={() => setClearing(true)}>
            {t('letters.register.clear')}
          </Button>
          <Typography role="status" variant="body2" color="error">
            {problems > 0 ? t('letters.register.problems', { count: problems }) : ''}
          </Typography>
          <Box sx={{ ml: 'auto', textAlign: 'right' }}>
            <NextNumberHint
              book={incomingBook}
              year={yearOf(isReadable(received.date) ? (received.date ?? today) : today)}
            />
          </Box>
        </Box>
      </EntryFrame>
      <ConfirmDialog
        open={clearing}
        title={t('letters.register.clearTitle')}
        confirm={t('letters.register.clearConfirm')}
        danger
        onClose={() => setClearing(false)}
        onConfirm={() => {
          entry.forget();
          onNext();
        }}
      >
        {t('letters.register.clearText')}
      </ConfirmDialog>
      <ConfirmDialog
        open={state.askClock}
        title={t('letters.register.clockTitle')}
        confirm={t('letters.register.clockYes')}
        onClose={state.closeClock}
        onConfirm={() => state.save(true)}
      >
        {t('letters.register.clockText', { date: longDate(received.date ?? ''), time: clockTime(received.time) })}
      </ConfirmDialog>
      <ConfirmDialog
        open={leaving !== null}
        title={t('letters.register.leaveTitle')}
        confirm={t('letters.register.leave')}
        onClose={() => leaving?.stay()}
        onConfirm={() => leaving?.leave()}
      >
        {t(
          again
            ? 'letters.register.leaveAgain'
            : isSecret(security)
              ? 'letters.register.leaveSecret'
              : 'letters.register.leaveText',
        )}
      </ConfirmDialog>
    </Page>
  );
}
