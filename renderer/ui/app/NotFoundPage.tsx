import { Button } from '@mui/material';
import { Link } from 'react-router';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useTexts();
  return (
    <Page title={t('app.notFound')}>
      <EmptyState
        title={t('app.notFoundHint')}
        action={
          <Button variant="contained" component={Link} to="/">
            {t('app.nav.agenda')}
          </Button>
        }
      />
    </Page>
  );
}
