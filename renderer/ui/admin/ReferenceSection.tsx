import { Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { shortDate } from '../../../shared/dates/indonesian.ts';
import { centrePaths, referenceAnswer, type SchemeEntry } from '../../../shared/exchange/office-api.ts';
import { AnswerState } from '../entry/AnswerState.tsx';
import { EmptyState } from '../kit/index.ts';
import { countText } from '../office/moment-text.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import { ReferenceDialog } from './ReferenceDialog.tsx';

const columns = ['scheme', 'version', 'name', 'owner', 'valid', 'size'] as const;

function validText(t: Texts, { validFrom, validTo }: SchemeEntry): string {
  const from = shortDate(validFrom);
  return validTo === null
    ? t('centre.reference.validSince', { from })
    : t('centre.reference.validRange', { from, to: shortDate(validTo) });
}

/** Kode referensi: every list of codes in each of its versions, and the import of another. They live at the register alone. */
export function ReferenceSection({ writable }: { readonly writable: boolean }) {
  const t = useTexts();
  const state = useServerAnswer(centrePaths.reference, referenceAnswer);
  const [importing, setImporting] = useState(false);
  const schemes = state.value?.schemes ?? [];
  return (
    <>
      <AnswerState of={state} lead={t('centre.reference.lead')}>
        {writable && (
          <Button variant="contained" disabled={state.value === null} onClick={() => setImporting(true)}>
            {t('centre.reference.import')}
          </Button>
        )}
      </AnswerState>
      {state.value !== null && schemes.length === 0 && (
        <EmptyState title={t('centre.reference.none')}>{t('centre.reference.noneHint')}</EmptyState>
      )}
      {schemes.length > 0 && (
        <Table stickyHeader aria-label={t('centre.reference.title')}>
          <TableHead>
            <TableRow>
              {columns.map((column) => (
                <TableCell key={column} align={column === 'size' ? 'right' : 'left'}>
                  {t(`centre.reference.${column}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {schemes.map((scheme) => (
              <TableRow key={`${scheme.scheme} ${scheme.version}`} hover>
                <TableCell>{scheme.scheme}</TableCell>
                <TableCell>{scheme.version}</TableCell>
                <TableCell>{scheme.title}</TableCell>
                <TableCell>{scheme.owner}</TableCell>
                <TableCell>{validText(t, scheme)}</TableCell>
                <TableCell align="right">{countText(scheme.size)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {importing && <ReferenceDialog onClose={() => setImporting(false)} onDone={state.again} />}
    </>
  );
}
