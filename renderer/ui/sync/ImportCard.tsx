import FileOpen from '@mui/icons-material/FileOpen';
import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import type { ImportOutcome } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';
import { useScans } from '../office/scans-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { ImportResult } from './ImportResult.tsx';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly done: number; readonly of: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'brought'; readonly imported: ImportOutcome };

function Progress({ done, of }: { readonly done: number; readonly of: number }) {
  const text = useTexts()('carry.in.working', { done, of });
  return (
    <>
      <Typography variant="body2">{text}</Typography>
      <LinearProgress
        aria-label={text}
        variant={of === 0 ? 'indeterminate' : 'determinate'}
        value={of === 0 ? 0 : (100 * done) / of}
      />
    </>
  );
}

/** Imports the bundle of another desk and shows the result of every entry. */
export function ImportCard() {
  const t = useTexts();
  const office = useOffice();
  const scans = useScans();
  const input = useRef<HTMLInputElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>({ kind: 'idle' });
  // The card is at the end of a page, so its result is scrolled into view.
  useEffect(() => {
    if (state.kind === 'brought' || state.kind === 'refused') outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [state.kind]);

  async function bring(file: File | undefined): Promise<void> {
    if (!file) return;
    setState({ kind: 'working', done: 0, of: 0 });
    const imported = await office.importBundle(file, scans, (done, of) => setState({ kind: 'working', done, of }));
    setState(
      imported.ok ? { kind: 'brought', imported: imported.value } : { kind: 'refused', refusal: imported.error },
    );
  }

  return (
    <Box sx={{ width: '100%' }}>
      <Button
        variant="outlined"
        startIcon={<FileOpen />}
        disabled={state.kind === 'working'}
        onClick={() => input.current?.click()}
      >
        {t('carry.in.action')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('carry.in.action')}
        accept=".lembar"
        onChange={({ target }) => {
          void bring(target.files?.[0]);
          // The same file may be chosen again once the network is back.
          target.value = '';
        }}
      />
      <Box ref={outcome} role="status" aria-live="polite" sx={{ mt: 1 }}>
        {state.kind === 'working' && <Progress done={state.done} of={state.of} />}
        {state.kind === 'refused' && <Alert severity="error">{refusalText(t, state.refusal)}</Alert>}
        {state.kind === 'brought' && <ImportResult imported={state.imported} />}
      </Box>
    </Box>
  );
}
