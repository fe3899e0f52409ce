import { Button } from '@mui/material';
import { Link, useParams } from 'react-router';
import { useLive } from '../office/office-context.tsx';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { CaseView } from './CaseView.tsx';
import { useCase } from '../office/use-cases.ts';

/** A case's page, or why this account cannot see it. */
export function CasePage() {
  const t = useTexts();
  const id = useParams()['id'] ?? '';
  const known = useCase(id);
  const here = useLive((office) => office.records('case').some((found) => found.id === id), [id]);
  if (known) return <CaseView key={id} known={known} />;
  return (
    <Page title={t('cases.title')}>
      <EmptyState
        title={t('cases.unknown')}
        action={
          <Button component={Link} to="/permohonan" variant="outlined">
            {t('cases.back')}
          </Button>
        }
      >
        {t(here ? 'cases.otherService' : 'cases.unknownHint')}
      </EmptyState>
    </Page>
  );
}
