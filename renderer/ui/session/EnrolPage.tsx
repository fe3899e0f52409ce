import { Alert, Button, Stack } from '@mui/material';
import { useState, type FormEvent } from 'react';
import type { ServerTrust } from '../../../shared/desk/desk.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { useDesk, useDeskInfo } from '../office/desk-context.tsx';
import { Field } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { BrowserEnrolPage } from './BrowserEnrolPage.tsx';
import { Cover } from './Cover.tsx';
import { EnrolForm } from './EnrolForm.tsx';
import { TrustCard } from './TrustCard.tsx';

interface Props {
  /** Why the page before could not go on. */
  readonly because?: Refusal | null;
}

/** A new desk. In the browser edition the page's own origin is the server, which its reader trusts already. */
export function EnrolPage({ because = null }: Props) {
  const info = useDeskInfo();
  return info?.host === 'browser' ? (
    <BrowserEnrolPage server={info.server ?? ''} />
  ) : (
    <ServerEnrolPage because={because} />
  );
}

/** The choice of the server, its identity, then the desk's name and the account that enrols it. */
function ServerEnrolPage({ because }: Required<Props>) {
  const t = useTexts();
  const desk = useDesk();
  const info = useDeskInfo();
  const [typed, setTyped] = useState<string | null>(null);
  const [trust, setTrust] = useState<ServerTrust | null>(null);
  const [trusted, setTrusted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const address = typed ?? info?.server ?? info?.suggestedServer ?? '';

  async function inspect(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const answer = await desk.inspectServer(address);
    setBusy(false);
    if (answer.ok) setTrust(answer.value);
    else setRefusal(answer.error);
  }
  function back(): void {
    setTrust(null);
    setTrusted(false);
  }

  if (trust === null) {
    return (
      <Cover title={t('session.enrol.title')} lead={t('session.enrol.lead')}>
        <Stack component="form" spacing={1.75} onSubmit={(event) => void inspect(event)} noValidate>
          {because && (
            <Alert severity="info" role="alert">
              {refusalText(t, because)}
            </Alert>
          )}
          <Field
            label={t('session.enrol.address')}
            helperText={t('session.enrol.addressHint')}
            value={address}
            onChange={(event) => setTyped(event.target.value)}
            error={refusal ? refusalText(t, refusal) : null}
            autoFocus
            slotProps={{ htmlInput: { inputMode: 'url', spellCheck: false, autoCapitalize: 'none' } }}
          />
          <Button type="submit" variant="contained" size="medium" disabled={busy || address.trim() === ''}>
            {t(busy ? 'session.enrol.inspecting' : 'session.enrol.inspect')}
          </Button>
        </Stack>
      </Cover>
    );
  }
  if (!trusted) {
    return (
      <Cover title={t('session.enrol.trust')}>
        <TrustCard trust={trust} own={info?.server === trust.address} />
        <Stack direction="row" spacing={1} sx={{ mt: 2, justifyContent: 'flex-end' }}>
          <Button onClick={back}>{t('session.enrol.change')}</Button>
          <Button variant="contained" autoFocus disabled={!trust.ready} onClick={() => setTrusted(true)}>
            {t('session.enrol.trusted')}
          </Button>
        </Stack>
      </Cover>
    );
  }
  return (
    <Cover title={t('session.enrol.title')}>
      <Alert severity={trust.secure ? 'success' : 'warning'} sx={{ mb: 2 }}>
        {trust.address}
      </Alert>
      <EnrolForm server={trust.address} onBack={back} />
    </Cover>
  );
}
