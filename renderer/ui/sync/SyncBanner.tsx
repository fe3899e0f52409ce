import { Alert, Button } from '@mui/material';
import { useState } from 'react';
import { useLive } from '../app/office-context.tsx';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { useTexts } from '../texts/index.ts';

/** What stops the exchange and needs a person. Work goes on underneath. */
export function SyncBanner() {
  const t = useTexts();
  const { pause, safeMode } = useLive((office) => office.sync());
  const [asking, setAsking] = useState(false);
  return (
    <>
      {safeMode && (
        <Alert severity="error" role="alert" sx={{ borderRadius: 0 }}>
          {t('sync.banner.safeMode')}
        </Alert>
      )}
      {pause !== null && (
        <Alert
          severity={pause === 'signed-out' ? 'warning' : 'error'}
          role="alert"
          sx={{ borderRadius: 0 }}
          action={
            pause === 'signed-out' ? (
              <Button variant="outlined" onClick={() => setAsking(true)}>
                {t('session.again.button')}
              </Button>
            ) : undefined
          }
        >
          {t(pause === 'signed-out' ? 'sync.banner.stopped' : `sync.explain.${pause}`)}
        </Alert>
      )}
      <SignInAgain open={asking && pause === 'signed-out'} onClose={() => setAsking(false)} />
    </>
  );
}
