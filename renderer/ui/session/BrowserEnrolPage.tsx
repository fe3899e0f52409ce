import { Alert, Link } from '@mui/material';
import { useEffect, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { paths } from '../../../shared/sync/protocol.ts';
import { useApi } from '../office/api-context.tsx';
import { useTexts } from '../texts/index.ts';
import { Cover } from './Cover.tsx';
import { EnrolForm } from './EnrolForm.tsx';

/** First sign-in from a browser: no address to choose, but the server may still lack its first administrator. */
export function BrowserEnrolPage({ server }: { readonly server: string }) {
  const t = useTexts();
  const api = useApi();
  const [ready, setReady] = useState(true);
  useEffect(() => {
    void api.get(paths.health, null).then((answer) => {
      if (answer.ok) setReady((answer.value as { readonly ready?: unknown }).ready !== false);
    });
  }, [api]);
  return (
    <Cover title={t('session.signIn.title')} lead={t('session.enrol.browserLead')}>
      {!ready && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('session.enrol.notReady')}{' '}
          <Link component={RouterLink} to="/setup">
            {t('session.enrol.setUpHere')}
          </Link>
        </Alert>
      )}
      <EnrolForm server={server} deskName={t('session.enrol.browserName')} />
    </Cover>
  );
}
