import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Office } from '../../data/office.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { EmptyState, Page, useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { useClock } from '../office/clock-context.tsx';
import { dropDraft, readDraft, type LetterDraft } from './draft.ts';
import { emptyHeader, type HeaderForm } from './header-form.ts';
import { isFirstSync } from './first-sync.ts';
import { bookedBefore } from './register-letter.ts';
import { RegisterAgain } from './RegisterAgain.tsx';
import { RegisterForm } from './RegisterForm.tsx';

function freshHeader(office: Office, clock: Clock): HeaderForm {
  const head = office.master<OfficeIdentity>('office')[0]?.headPosition ?? null;
  return emptyHeader(toWib(clock.now()), head);
}

function freshDraft(office: Office, clock: Clock): LetterDraft {
  return { opId: office.newEntryId(), letterId: office.newId(), form: freshHeader(office, clock), duplicateReason: '' };
}

/** Catat Surat Masuk, for those who may book. */
export function RegisterLetter() {
  const t = useTexts();
  const mayBook = useLive((office) => office.who().rights.has('book'));
  const first = useLive((office) => isFirstSync(office.sync()));
  const from = useSearchParams()[0].get('dari');
  // Only once rights and positions are here: the form proposes the head of the office as addressee.
  if (mayBook) return from === null ? <RegisterRounds /> : <RegisterAgain key={from} opId={from} />;
  return (
    <Page title={t('letters.register.title')}>
      {first ? (
        <EmptyState title={t('letters.book.arriving')}>{t('letters.book.arrivingHint')}</EmptyState>
      ) : (
        <EmptyState title={t('letters.register.notAllowed')}>{t('letters.register.notAllowedHint')}</EmptyState>
      )}
    </Page>
  );
}

/** Books one letter after another; unsaved input is restored. */
function RegisterRounds() {
  const t = useTexts();
  const office = useOffice();
  const clock = useClock();
  const say = useNotice();
  const [round, setRound] = useState(0);
  const [left] = useState(() => readDraft(office.drafts, office.account.id, freshHeader(office, clock)));
  const [start, setStart] = useState<LetterDraft | null>(() => (left === null ? freshDraft(office, clock) : null));

  useEffect(() => {
    if (left === null || start !== null) return undefined;
    let gone = false;
    void bookedBefore(office, left).then((before) => {
      if (gone) return;
      if (before === 'no') {
        say(t('letters.register.restored'), 'info');
        setStart(left);
        return;
      }
      dropDraft(office.drafts, office.account.id);
      if (before === 'same') say(t('letters.register.alreadySaved'), 'info');
      // Other text under ids already used: it was typed, so it stays, under new ids.
      setStart(before === 'same' ? freshDraft(office, clock) : { ...freshDraft(office, clock), form: left.form });
    });
    return () => {
      gone = true;
    };
  }, [left, start, office, clock, say, t]);

  if (start === null) return null;
  return (
    <RegisterForm
      key={round}
      start={start}
      onNext={() => {
        setStart(freshDraft(office, clock));
        setRound(round + 1);
      }}
    />
  );
}
