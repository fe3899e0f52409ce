import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import { schemeName, schemeVersion } from '../../../shared/exchange/code-list.ts';
import {
  centrePaths,
  importReferenceAnswer,
  longestCodeFile,
  type CodeFault,
  type ImportReferenceRequest,
} from '../../../shared/exchange/office-api.ts';
import { readRefusal, type Refusal } from '../../../shared/refusal.ts';
import { decodeTable } from '../entry/read-csv.ts';
import { FileButton, FormDate, FormDialog, FormField, useNotice } from '../kit/index.ts';
import { countText } from '../office/moment-text.ts';
import { useOrder } from '../office/use-order.ts';
import { readAnswer } from '../office/use-server-answer.ts';
import { refusalText, useTexts } from '../texts/index.ts';

const line = z.string().trim().min(1, 'REQUIRED').max(200, 'TOO_LONG');
const typed = z.object({
  scheme: z
    .string()
    .trim()
    .min(1, 'REQUIRED')
    .refine((text) => schemeName.safeParse(text).success, 'INVALID'),
  version: z
    .string()
    .trim()
    .min(1, 'REQUIRED')
    .refine((text) => schemeVersion.safeParse(text).success, 'INVALID'),
  title: line,
  owner: line,
  validFrom: z
    .string()
    .nullable()
    .refine((date) => date !== null && date !== '', 'REQUIRED')
    .refine((date) => date === null || date === '' || isPlainDate(date), 'NOT_A_DATE'),
  validTo: z
    .string()
    .nullable()
    .refine((date) => date === null || date === '' || isPlainDate(date), 'NOT_A_DATE'),
});

interface Found {
  readonly faults: readonly CodeFault[];
  readonly count: number;
}

/** Every wrong row of the file, as the register named it. */
function FaultTable({ faults, count }: Found) {
  const t = useTexts();
  return (
    <Box>
      <Alert severity="error" role="alert" sx={{ mb: 1 }}>
        {t('centre.reference.faults', { count })}
      </Alert>
      <Box sx={{ maxHeight: 200, overflow: 'auto' }}>
        <Table size="small" stickyHeader>
          <TableHead>
            <TableRow>
              {(['faultRow', 'faultColumn', 'faultValue', 'faultWhy'] as const).map((column) => (
                <TableCell key={column}>{t(`centre.reference.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {faults.map(({ row, column, value, code, other }, i) => (
              <TableRow key={i}>
                <TableCell>{row}</TableCell>
                <TableCell>{column}</TableCell>
                <TableCell>{value}</TableCell>
                <TableCell>
                  {refusalText(
                    t,
                    readRefusal(code, { params: { row: other ?? row, value, what: t('centre.reference.thisList') } }),
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {faults.length < count && (
        <Typography variant="body2" color="textSecondary">
          {t('centre.reference.shownFaults', { shown: faults.length })}
        </Typography>
      )}
    </Box>
  );
}

interface Props {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Imports a list of codes from a CSV file; it is taken whole, or every wrong row is shown. */
export function ReferenceDialog({ onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const [file, setFile] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [strange, setStrange] = useState<Refusal | null>(null);
  const { control, handleSubmit } = useForm<z.input<typeof typed>, unknown, z.output<typeof typed>>({
    resolver: zodResolver(typed),
    defaultValues: { scheme: '', version: '', title: '', owner: '', validFrom: null, validTo: null },
  });

  async function choose(chosen: File): Promise<void> {
    setFound(null);
    if (chosen.size > longestCodeFile) return setProblem(t('centre.reference.tooLarge'));
    const { text } = decodeTable(new Uint8Array(await chosen.arrayBuffer()));
    setProblem(null);
    setFile({ name: chosen.name, text });
  }
  const submit = handleSubmit(async ({ validFrom, validTo, ...head }) => {
    setFound(null);
    if (!file) return setProblem(t('centre.reference.noFile'));
    const until = validTo === '' ? null : validTo;
    const body: ImportReferenceRequest = { ...head, validFrom: validFrom ?? '', validTo: until, csv: file.text };
    const sent = await order.send(centrePaths.reference, body);
    const answer = readAnswer(importReferenceAnswer, sent);
    setStrange(sent.ok && !answer.ok ? answer.error : null);
    if (!answer.ok) return;
    const { saved, faults, faultCount } = answer.value;
    if (!saved) return setFound({ faults, count: faultCount });
    say(t('centre.reference.done', { scheme: saved.scheme, version: saved.version, size: countText(saved.size) }));
    onClose();
    onDone();
  });

  return (
    <FormDialog
      title={t('centre.reference.importTitle')}
      confirm={t('centre.reference.confirm')}
      maxWidth="sm"
      busy={order.busy}
      refusal={order.refusal ?? strange}
      onSubmit={submit}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, pt: 0.5 }}>
        <FormField
          control={control}
          name="scheme"
          label={t('centre.reference.scheme')}
          helperText={t('centre.reference.schemeHint')}
          autoFocus
          autoComplete="off"
        />
        <FormField control={control} name="version" label={t('centre.reference.version')} autoComplete="off" />
        <FormField control={control} name="title" label={t('centre.reference.name')} autoComplete="off" />
        <FormField control={control} name="owner" label={t('centre.reference.owner')} autoComplete="off" />
        <FormDate control={control} name="validFrom" label={t('centre.reference.validFrom')} />
        <FormDate control={control} name="validTo" label={t('centre.reference.validTo')} />
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <FileButton variant="outlined" accept=".csv,text/csv" onFile={(chosen) => void choose(chosen)}>
          {t('centre.reference.choose')}
        </FileButton>
        <Typography variant="body2" color="textSecondary" role="status">
          {file ? t('centre.reference.chosen', { name: file.name }) : t('centre.reference.columns')}
        </Typography>
      </Box>
      {problem !== null && (
        <Alert severity="error" role="alert">
          {problem}
        </Alert>
      )}
      {found && <FaultTable {...found} />}
    </FormDialog>
  );
}
