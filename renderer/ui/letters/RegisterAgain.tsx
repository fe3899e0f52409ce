import { Button } from '@mui/material';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { toWib } from '../../../shared/dates/wib.ts';
import type { AttentionItem } from '../../data/office.ts';
import { useClock } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { draftAgain } from './draft.ts';
import { emptyHeader } from './header-form.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { useAttentionItem } from './use-attention-item.ts';

/** Catat Surat Masuk, filled with a letter that was refused or lost: `/catat?dari=<id of the entry>`. */
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
    draftAgain(item.args, office.newEntryId(), office.newId(), emptyHeader(toWib(clock.now()), null)),
  );
  const again = useMemo(() => ({ onBooked: () => void office.markSeen([item.opId]) }), [office, item.opId]);
  return <RegisterForm start={start} again={again} onNext={() => void navigate('/catat')} />;
}
