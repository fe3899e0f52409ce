import { Alert, Button, CircularProgress, Stack, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { assertNever } from '../../../shared/result.ts';
import { useDeskInfo } from '../office/desk-context.tsx';
import { OfficeProvider } from '../office/office-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { Cover } from './Cover.tsx';
import { EnrolPage } from './EnrolPage.tsx';
import { FirstDayPage } from './FirstDayPage.tsx';
import { useSession, type SessionState } from '../office/session-context.tsx';
import { RepairPage } from './RepairPage.tsx';
import { SignInPage } from './SignInPage.tsx';

/** Whoever signs in after somebody else begins at the start, not where the other one was. */
function useOwnStart(state: SessionState): void {
  const navigate = useNavigate();
  const last = useRef<string | null>(null);
  const account = state.step === 'open' ? state.office.account.id : null;
  useEffect(() => {
    if (account === null) return;
    if (last.current !== null && last.current !== account) void navigate('/', { replace: true });
    last.current = account;
  }, [account, navigate]);
}

/** Shows the screens only once there is an open office. */
export function SessionGate() {
  const t = useTexts();
  const info = useDeskInfo();
  const { state, restart } = useSession();
  useOwnStart(state);
  switch (state.step) {
    case 'starting':
    case 'opening':
      return (
        <Stack role="status" spacing={1.5} sx={{ height: '100%', alignItems: 'center', justifyContent: 'center' }}>
          <CircularProgress size={28} aria-hidden />
          <Typography variant="body2" color="textSecondary">
            {t(`session.${state.step}`)}
          </Typography>
        </Stack>
      );
    case 'enrol':
      return info?.firstDay ? <FirstDayPage canOpenDemo={info.firstDay.canOpenDemo} /> : <EnrolPage />;
    case 'repair':
      return <RepairPage />;
    case 'sign-in':
      return <SignInPage />;
    case 'failed':
      return (
        <Cover title={t('session.failed.title')} lead={t('session.failed.kept')}>
          <Alert severity="error" role="alert" sx={{ mb: 2 }}>
            {refusalText(t, state.refusal)}
            {state.detail !== null && (
              <Typography variant="caption" component="p" sx={{ wordBreak: 'break-word' }}>
                {state.detail}
              </Typography>
            )}
          </Alert>
          <Button variant="contained" onClick={restart}>
            {t('app.action.retry')}
          </Button>
        </Cover>
      );
    case 'open':
      return (
        // Another account is another office: nothing of the former one may stay on the screen.
        <OfficeProvider key={state.office.account.id} office={state.office}>
          <Outlet />
        </OfficeProvider>
      );
    default:
      return assertNever(state, 'session step');
  }
}
