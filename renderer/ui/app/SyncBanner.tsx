import { Alert, Button } from '@mui/material';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useNow } from '../office/clock-context.tsx';
import { useDeskInfo, useRefreshDeskInfo } from '../office/desk-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { useTexts } from '../texts/index.ts';
import { banners } from '../sync/banners.ts';

/** A disk fills slowly; more frequent checks would only cost. */
const lookAtDiskEvery = 5 * 60_000;

/** Conditions that need a person: a paused sync, a restored server, a wrong clock, a full disk. */
export function SyncBanner() {
  const t = useTexts();
  const state = useLive((office) => office.sync());
  const admin = useLive((office) => office.who().rights.has('admin'));
  const free = useDeskInfo()?.freeBytes ?? null;
  const refresh = useRefreshDeskInfo();
  const turn = useNow(lookAtDiskEvery);
  useEffect(() => void refresh(), [refresh, turn]);
  const [asking, setAsking] = useState(false);
  const { pause } = state;
  return (
    <>
      {banners(t, state, free, admin).map(({ key, severity, text, action }) => (
        <Alert
          key={key}
          severity={severity}
          role="alert"
          sx={{ borderRadius: 0 }}
          action={
            action === 'sign-in' ? (
              <Button variant="outlined" onClick={() => setAsking(true)}>
                {t('session.again.button')}
              </Button>
            ) : action === 'recovery' ? (
              <Button variant="outlined" component={Link} to="/kelola/pemulihan">
                {t('sync.banner.recovery')}
              </Button>
            ) : undefined
          }
        >
          {text}
        </Alert>
      ))}
      <SignInAgain open={asking && pause === 'signed-out'} onClose={() => setAsking(false)} />
    </>
  );
}
