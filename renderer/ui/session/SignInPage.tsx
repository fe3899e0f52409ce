import { Alert, Box, Chip, Link, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { readRefusal } from '../../../shared/refusal.ts';
import { useDeskInfo } from '../office/desk-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { Cover } from './Cover.tsx';
import { useSession } from '../office/session-context.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Sign-in. Accounts that were here before are one click away and need no network. */
export function SignInPage() {
  const t = useTexts();
  const info = useDeskInfo();
  const { enter, restart } = useSession();
  const accounts = info?.accounts ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const username = chosen ?? accounts[0]?.username ?? '';
  const footer = (
    <>
      {info?.desk && (
        <Typography variant="caption" component="p">
          {t('session.signIn.desk', { name: info.desk.name, code: info.desk.code })}
        </Typography>
      )}
      {info?.host === 'browser' ? (
        <Link component={RouterLink} to="/setup" variant="caption">
          {t('session.signIn.setUp')}
        </Link>
      ) : (
        <Typography variant="caption" component="p">
          {t('session.signIn.offlineHint')}
        </Typography>
      )}
    </>
  );
  return (
    <Cover title={t('session.signIn.title')} footer={footer}>
      {info?.signedOut && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {refusalText(t, readRefusal(info.signedOut))}
        </Alert>
      )}
      {accounts.length > 1 && (
        <Box sx={{ mb: 2 }}>
          <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 0.5 }}>
            {t('session.signIn.known')}
          </Typography>
          <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 0.75 }}>
            {accounts.map((account) => (
              <Chip
                key={account.id}
                label={account.username}
                color={account.username === username ? 'primary' : 'default'}
                onClick={() => setChosen(account.username)}
              />
            ))}
          </Stack>
        </Box>
      )}
      <SignInForm key={username} username={username} onSigned={enter} onDeskUnknown={restart} />
      {info?.demo && <DemoAccounts demo={info.demo} />}
    </Cover>
  );
}
