import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { toWib } from '../../../shared/dates/wib.ts';
import { useClock } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { NotFound } from '../entry/NotFound.tsx';
import { useTexts } from '../texts/index.ts';
import { draftAgain } from './draft.ts';
import { emptyHeader } from './header-form.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { useAttentionItem, useLostLetter } from './use-attention-item.ts';

/** Which letter is booked again: one that was refused, by its entry, or one a restored server lost. */
export interface BookedBefore {
  readonly opId: string | null;
  readonly lostLetter: string | null;
}

/** Catat Surat Masuk, filled with a letter that was refused or lost: `/catat?dari=<entry>`, `/catat?hilang=<letter>`. */
export function RegisterAgain({ opId, lostLetter }: BookedBefore) {
  const t = useTexts();
  const item = useAttentionItem(opId);
  const lost = useLostLetter(lostLetter);
  if (item === undefined || lost === undefined) return null;
  if (item !== null) return <FilledForm filled={item.args} seen={{ entries: [item.opId], lost: [] }} />;
  if (lost !== null) return <FilledForm filled={lost.doc} seen={{ entries: [], lost: [lost.key] }} />;
  return (
    <NotFound
      page={t('letters.register.title')}
      title={t('sync.attention.prefilledGone')}
      to="/perhatian"
      back={t('sync.attention.title')}
    />
  );
}

/** What needs no attention any more once the letter is booked. */
interface Seen {
  readonly entries: readonly string[];
  readonly lost: readonly string[];
}

function FilledForm({ filled, seen }: { readonly filled: unknown; readonly seen: Seen }) {
  const office = useOffice();
  const clock = useClock();
  const navigate = useNavigate();
  const [start] = useState(() =>
    draftAgain(filled, office.newId(), office.newId(), emptyHeader(toWib(clock.now()), null)),
  );
  const again = useMemo(() => ({ onBooked: () => void office.markSeen(seen.entries, seen.lost) }), [office, seen]);
  return <RegisterForm start={start} again={again} onNext={() => void navigate('/catat')} />;
}
