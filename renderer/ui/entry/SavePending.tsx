import Download from '@mui/icons-material/Download';
import SaveAlt from '@mui/icons-material/SaveAlt';
import { Alert, Box, Button, LinearProgress } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '../../../shared/desk/desk.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { BundleToSave } from '../../data/office.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { BundleProblems } from './BundleProblems.tsx';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'made'; readonly made: BundleToSave; readonly url: string };

/** Gives the file out as a download as soon as it was made. */
function MadeFile({ made, url }: { readonly made: BundleToSave; readonly url: string }) {
  const t = useTexts();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    link.current?.click();
  }, [url]);
  const { name, entries, scans, left, scansRead } = made;
  return (
    <Alert
      severity={left.length === 0 && scansRead ? 'success' : 'warning'}
      action={
        <Button ref={link} component="a" href={url} download={name} color="inherit" startIcon={<Download />}>
          {t('carry.away.again')}
        </Button>
      }
    >
      {t('carry.away.done', { name, entries, scans })}
      <Box sx={{ mt: 1 }}>{t('carry.away.secret')}</Box>
      {!scansRead && <Box sx={{ mt: 1 }}>{t('carry.away.noScans')}</Box>}
      <BundleProblems title={t('carry.away.left')} problems={left} />
    </Alert>
  );
}

interface Props {
  readonly make: () => Promise<Outcome<BundleToSave>>;
  readonly label: string;
}

/** Saves what waits at this desk to a file, with or without the network. */
export function SavePending({ make, label }: Props) {
  const t = useTexts();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const url = state.kind === 'made' ? state.url : null;
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url]);

  async function save(): Promise<void> {
    setState({ kind: 'working' });
    const made = await make();
    setState(
      made.ok
        ? { kind: 'made', made: made.value, url: URL.createObjectURL(made.value.file) }
        : { kind: 'refused', refusal: made.error },
    );
  }

  return (
    <Box sx={{ width: '100%' }}>
      <Button
        variant="outlined"
        startIcon={<SaveAlt />}
        disabled={state.kind === 'working'}
        onClick={() => void save()}
      >
        {label}
      </Button>
      <Box role="status" aria-live="polite" sx={{ mt: 1 }}>
        {state.kind === 'working' && <LinearProgress aria-label={t('carry.away.working')} />}
        {state.kind === 'made' && <MadeFile made={state.made} url={state.url} />}
        {state.kind === 'refused' && (
          <Alert severity={state.refusal.kind === 'state' ? 'info' : 'error'}>{refusalText(t, state.refusal)}</Alert>
        )}
      </Box>
    </Box>
  );
}
