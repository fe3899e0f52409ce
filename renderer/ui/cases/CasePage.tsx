import { useParams } from 'react-router';
import { useLive } from '../office/office-context.tsx';
import { NotFound } from '../entry/NotFound.tsx';
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
    <NotFound page={t('cases.title')} title={t('cases.unknown')} to="/permohonan" back={t('cases.back')}>
      {t(here ? 'cases.otherService' : 'cases.unknownHint')}
    </NotFound>
  );
}
