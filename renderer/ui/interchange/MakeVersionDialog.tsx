import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { partNames, type Draft } from '../../../shared/interchange/draft.ts';
import type { Version } from '../../../shared/interchange/interchange.ts';
import { nextVersion, numberOf, type VersionNumber } from '../../../shared/interchange/next-version.ts';
import { partsOf, readContract, type ReadContract } from '../../../shared/interchange/to-contract.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { useNotice } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { refusalText, useTexts } from '../texts/index.ts';
import { DiffTable } from './DiffTable.tsx';
import { faultText, placeText } from './fault-words.ts';

interface Props {
  readonly id: string;
  readonly draft: Draft;
  readonly versions: readonly Version[];
  /** Number of the request; null while the register has not given it. */
  readonly request: string | null;
  /** Whether something is still being saved. */
  readonly unsaved: boolean;
  readonly onClose: () => void;
}

export const numberText = ({ major, minor }: VersionNumber): string => `${major}.${minor}`;
const mostListed = 30;

/** What keeps the draft from being a version, each named by its element and column. */
function FaultList({ draft, read }: { readonly draft: Draft; readonly read: ReadContract }) {
  const t = useTexts();
  const nameOf = (key: string): string => {
    const element = key.startsWith('cell:') ? draft.elements.findIndex(({ id }) => id === key.split(':')[1]) : -1;
    const place = placeText(t, key) ?? key;
    return element < 0 ? place : `${draft.elements[element]?.cells.name ?? element + 1}, ${place}`;
  };
  const faults = [...read.faults];
  return (
    <Alert severity="error">
      {faults.length > 0 && t('interchange.version.incomplete', { count: faults.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {read.missing !== null && (
          <li>{t(read.missing === 'key' ? 'interchange.version.noKey' : 'interchange.version.noElements')}</li>
        )}
        {faults.slice(0, mostListed).map(([key, code]) => (
          <li key={key}>
            {nameOf(key)}: {faultText(t, (key.split(':').at(-1) ?? '') as never, code)}
          </li>
        ))}
      </Box>
    </Alert>
  );
}

/** Says what a new version changes and for whom, and makes it: from then on it is what both parties sign. */
export function MakeVersionDialog({ id, draft, versions, request, unsaved, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const label = useId();
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const [opId] = useState(() => office.newId());
  // The number does not change what can be read of the draft.
  const first = readContract(draft, { request: request ?? '-', version: { major: 1, minor: 0 } });
  const next = first.contract && nextVersion(versions, first.contract.dictionary);
  const read = next ? readContract(draft, { request: request ?? '-', version: next.version }) : first;
  const { contract } = read;
  const number = next ? numberText(next.version) : '';
  const before = next?.before ?? null;
  const beforeParts = before ? partsOf(before.contract) : null;
  const changedParts =
    beforeParts && contract
      ? partNames.filter((name) => (beforeParts[name] ?? '') !== (partsOf(contract)[name] ?? ''))
      : [];
  const canMake = contract !== null && request !== null && !unsaved && !busy;

  async function make(): Promise<void> {
    setBusy(true);
    const result = await office
      .run('interchange.version', { interchangeId: id, act: { contract } }, { opId })
      .catch((fault: unknown) => {
        console.error(fault);
        return { ok: false as const, error: [refuse('JOURNAL_FAILED')] };
      });
    setBusy(false);
    if (!result.ok) return setRefused(result.error);
    say(t('interchange.version.done', { version: number }));
    onClose();
  }

  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={label}>
      <DialogTitle id={label}>
        {next ? t('interchange.version.makeTitle', { version: number }) : t('interchange.version.make')}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.25 }}>
        {!contract && <FaultList draft={draft} read={read} />}
        {request === null && <Alert severity="warning">{t('interchange.version.noNumber')}</Alert>}
        {unsaved && <Alert severity="info">{t('interchange.version.unsaved')}</Alert>}
        {next && (
          <>
            <Typography variant="body2">{t('interchange.version.explain')}</Typography>
            {before === null || next.diff === null ? (
              <Typography variant="body2">{t('interchange.version.first')}</Typography>
            ) : (
              <>
                <Verdict next={next} />
                <Typography variant="subtitle2" component="h3">
                  {t('interchange.version.changes', { version: numberText(numberOf(before)) })}
                </Typography>
                {next.diff.changes.length === 0 ? (
                  <Typography variant="body2">
                    {t('interchange.version.same', { version: numberText(numberOf(before)) })}
                  </Typography>
                ) : (
                  <Box sx={{ maxHeight: 260, overflow: 'auto', border: 1, borderColor: 'divider' }} tabIndex={0}>
                    <DiffTable changes={next.diff.changes} />
                  </Box>
                )}
                {changedParts.length > 0 && (
                  <Typography variant="body2">
                    {t('interchange.version.parts', {
                      parts: changedParts.map((name) => t(`interchange.part.${name}`)).join(', '),
                    })}
                  </Typography>
                )}
              </>
            )}
          </>
        )}
        {refused.map((refusal) => (
          <Alert key={`${refusal.code} ${refusal.field ?? ''}`} severity="error" role="alert">
            {refusalText(t, refusal)}
          </Alert>
        ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('app.action.cancel')}</Button>
        <Button variant="contained" disabled={!canMake} onClick={() => void make()}>
          {next ? t('interchange.version.confirm', { version: number }) : t('interchange.version.make')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Whether those who use the open version have to change anything. */
function Verdict({ next }: { readonly next: ReturnType<typeof nextVersion> }) {
  const t = useTexts();
  if (next.open === null || next.base === null) {
    return <Alert severity="info">{t('interchange.version.notOpen')}</Alert>;
  }
  const { compatible } = next.open;
  const version = numberText(numberOf(next.base));
  return (
    <Alert severity={compatible ? 'success' : 'warning'}>
      {t(compatible ? 'interchange.version.compatible' : 'interchange.version.breaking', { version })}
    </Alert>
  );
}
