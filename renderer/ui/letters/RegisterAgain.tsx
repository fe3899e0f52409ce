import { Button } from '@mui/material';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { toWib } from '../../../shared/dates/wib.ts';
import type { AttentionItem } from '../../data/office.ts';
import { useClock } from '../app/clock-context.tsx';
import { useOffice } from '../app/office-context.tsx';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { mendedForm, type LetterDraft } from './draft.ts';
import { emptyHeader, type HeaderForm } from './header-form.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { useAttentionItem } from './use-attention-item.ts';

/**
 * The draft an entry leads back to: its text under its own letter id, so that a sheet already printed still fits, and a
 * new operation. `args` are those of the booking, or the letter a restored server lost.
 */
export function draftAgain(
  { args }: Pick<AttentionItem, 'args'>,
  opId: string,
  freshId: string,
  empty: HeaderForm,
): LetterDraft {
  const raw = (args ?? {}) as Record<string, unknown>;
  const known = raw['letterId'] ?? raw['id'];
  const reason = raw['duplicateReason'];
  return {
    opId,
    letterId: typeof known === 'string' ? known : freshId,
    form: mendedForm(raw, empty),
    duplicateReason: typeof reason === 'string' ? reason : '',
  };
}

/** Catat Surat Masuk, filled with a letter that did not stand: `/catat?dari=<id of the entry>`. */
export function RegisterAgain({ opId }: { readonly opId: string }) {
  const t = useTexts();
  const item = useAttentionItem(opId);
  if (item === undefined) return null;
  if (item !== null) return <FilledForm item={item} />;
  return (
    <Page title={t('letters.register.title')}>
      <EmptyState
        title={t('sync.attention.prefilledGone')}
        action={
          <Button component={Link} to="/perhatian" variant="outlined">
            {t('sync.attention.title')}
          </Button>
        }
      />
    </Page>
  );
}

function FilledForm({ item }: { readonly item: AttentionItem }) {
  const office = useOffice();
  const clock = useClock();
  const navigate = useNavigate();
  const [start] = useState(() =>
    draftAgain(item, office.newId(), office.newId(), emptyHeader(toWib(clock.now()), null)),
  );
  const again = useMemo(() => ({ onBooked: () => void office.markSeen([item.opId]) }), [office, item.opId]);
  return <RegisterForm start={start} again={again} onNext={() => void navigate('/catat')} />;
}
