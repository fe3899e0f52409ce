import { Button } from '@mui/material';
import { useState } from 'react';
import { useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { useNotifier } from '../office/notifier-context.tsx';

/** Asks once for permission to show desktop notices; hidden once answered, and where there are none. */
export function AskForNotices() {
  const t = useTexts();
  const say = useNotice();
  const notifier = useNotifier();
  const [permission, setPermission] = useState(() => notifier.permission());
  if (permission !== 'default') return null;
  async function ask(): Promise<void> {
    const answer = await notifier.ask();
    setPermission(answer);
    if (answer !== 'default') say(t(answer === 'granted' ? 'cases.notice.on' : 'cases.notice.off'), 'info');
  }
  return (
    <Button variant="outlined" onClick={() => void ask()}>
      {t('cases.notice.ask')}
    </Button>
  );
}
