import { Alert, Box, Button, Divider, Link, Typography } from '@mui/material';
import { useState } from 'react';
import type { DemoAccount, DeskInfo } from '../../../shared/desk/desk.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk } from '../office/desk-context.tsx';
import { useSession } from '../office/session-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';

/** The people of the demonstration office, each one press away. */
export function DemoAccounts({ demo }: { readonly demo: NonNullable<DeskInfo['demo']> }) {
  const t = useTexts();
  const desk = useDesk();
  const { enter } = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function signIn({ username, password }: DemoAccount): Promise<void> {
    setBusy(true);
    setRefusal(null);
    const signed = await desk.signIn(username, password);
    if (signed.ok) return enter(signed.value);
    setBusy(false);
    setRefusal(signed.error);
  }

  return (
    <Box component="section" aria-labelledby="demo-accounts" sx={{ mt: 2.5 }}>
      <Divider sx={{ mb: 2 }} />
      <Typography id="demo-accounts" variant="h3" component="h2">
        {t('session.demo.title')}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {t('session.demo.lead')}
      </Typography>
      {refusal && (
        <Alert severity="error" role="alert" sx={{ mb: 1 }}>
          {refusalText(t, refusal)}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 0.75 }}>
        {demo.accounts.map((account) => (
          <Button
            key={account.username}
            variant="outlined"
            disabled={busy}
            title={`${account.username} · ${account.password}`}
            onClick={() => void signIn(account)}
          >
            {account.role}
          </Button>
        ))}
      </Box>
      {demo.back !== null && (
        <Typography variant="body2" sx={{ mt: 1.5 }}>
          <Link href={demo.back}>{t('session.demo.back')}</Link>
        </Typography>
      )}
    </Box>
  );
}
