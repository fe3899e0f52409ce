import { Alert, Button, Link, List, ListItem, ListItemButton, ListItemText } from '@mui/material';
import { useState } from 'react';
import type { DemoAccount, DeskInfo } from '../../../shared/desk/desk.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk } from '../office/desk-context.tsx';
import { useSession } from '../office/session-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { Cover } from './Cover.tsx';

interface Props {
  readonly demo: NonNullable<DeskInfo['demo']>;
  readonly onOther: () => void;
}

/** The people of the demonstration office, each one press away. */
export function DemoAccounts({ demo, onOther }: Props) {
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

  const footer = demo.back !== null && <Link href={demo.back}>{t('session.demo.back')}</Link>;
  return (
    <Cover title={t('session.demo.title')} lead={t('session.demo.lead')} footer={footer}>
      {refusal && (
        <Alert severity="error" role="alert" sx={{ mb: 1 }}>
          {refusalText(t, refusal)}
        </Alert>
      )}
      <List dense disablePadding>
        {demo.accounts.map((account, i) => (
          <ListItem key={account.username} disablePadding>
            <ListItemButton disabled={busy} autoFocus={i === 0} onClick={() => void signIn(account)}>
              <ListItemText primary={account.role} secondary={`${account.username} · ${account.password}`} />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
      <Button onClick={onOther} sx={{ mt: 1 }}>
        {t('session.demo.other')}
      </Button>
    </Cover>
  );
}
