import { Alert, Button } from '@mui/material';
import { Link } from 'react-router';
import { casePath } from '../links.ts';
import { useTexts } from '../texts/index.ts';

/** Leads from the step of publishing to the interchange documents, and says what the step's record is taken from. */
export function PublishedHint({ caseId, isPublished }: { readonly caseId: string; readonly isPublished: boolean }) {
  const t = useTexts();
  return (
    <Alert
      severity={isPublished ? 'info' : 'warning'}
      action={
        <Button color="inherit" component={Link} to={casePath(caseId, 'interchange')}>
          {t('interchange.step.open')}
        </Button>
      }
    >
      {t(isPublished ? 'interchange.step.fromRegister' : 'interchange.step.nothing')}
    </Alert>
  );
}
