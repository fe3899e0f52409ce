import { Alert, Box, Skeleton, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { dueDocuments, type DueDocument, type StepDocuments } from '../../../shared/documents/due-documents.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import { placeOf, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { newEntry, nextEntry } from '../../../shared/documents/new-entry.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLiveAsync } from '../office/office-context.tsx';
import { ToneChip, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { readCase, type CaseSource } from './document-at-desk.ts';
import { DocumentDialog } from './DocumentDialog.tsx';
import { DocumentRow } from './DocumentRow.tsx';

interface Writing {
  readonly source: CaseSource;
  readonly place: DocumentPlace;
  readonly first: DocumentEntry;
}

/** The documents of a case, step by step: what is due, what was issued, and writing, saving and printing them. */
export function DocumentsPanel({ caseId }: { readonly caseId: string }) {
  const t = useTexts();
  const say = useNotice();
  const today = useToday();
  const [writing, setWriting] = useState<Writing | null>(null);
  const source = useLiveAsync((office) => readCase(office, caseId), [caseId]);
  const steps = source ? dueDocuments(source.service, source.state) : [];
  const barred = useLiveAsync((office) => office.may('case.document', { type: 'case', id: caseId }), [caseId]);
  if (source === undefined) return <Skeleton variant="rounded" height={120} />;
  if (source === null) return <Alert severity="info">{refusalText(t, { code: 'NO_SUCH_CASE' })}</Alert>;

  const write = (step: StepDocuments, due: DueDocument): void => {
    const first = entryFor(source, step, due, today);
    const place = placeOf(source.service, step.step.code, due.definition.code);
    if (first && place) setWriting({ source, place, first });
  };
  const replace = (issue: DueDocument['issues'][number]): void => {
    const place = placeOf(source.service, issue.step, issue.code);
    if (place) setWriting({ source, place, first: nextEntry(issue, today) });
  };
  return (
    <Paper variant="outlined" component="section" aria-label={t('documents.panel.title')} sx={{ px: 2, pt: 1.5 }}>
      {barred?.kind === 'right' && <Alert severity="info">{t('documents.panel.readOnly')}</Alert>}
      {steps.map((step) => (
        <Box key={step.step.code} sx={{ mb: 2 }}>
          <Typography
            component="h3"
            variant="subtitle2"
            sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}
          >
            {t('documents.panel.step', { no: step.step.no, title: step.step.title })}
            {step.current && <ToneChip tone="info" label={t('documents.panel.current')} />}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {step.documents.map((due) => (
              <DocumentRow
                key={due.definition.code}
                source={source}
                due={due}
                onWrite={barred?.kind === 'right' ? null : () => write(step, due)}
                onReplace={barred?.kind === 'right' ? null : replace}
              />
            ))}
          </Box>
        </Box>
      ))}
      {writing && (
        <DocumentDialog
          {...writing}
          onClose={() => setWriting(null)}
          onSaved={() => {
            setWriting(null);
            say(t('documents.form.recorded', { title: writing.place.definition.title }));
          }}
        />
      )}
    </Paper>
  );
}

function entryFor(
  source: CaseSource,
  { step }: StepDocuments,
  due: DueDocument | undefined,
  today: string,
): DocumentEntry | null {
  return due ? newEntry(source, { step: step.code, code: due.definition.code, round: due.round }, today) : null;
}
