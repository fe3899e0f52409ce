import { Alert, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { allPlaces, type DocumentPlace } from '../../../shared/documents/layouts.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { DataTable } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { TemplateRow } from './TemplateRow.tsx';

/** The first place of each document: one that occurs in several steps has one template. */
const documents: readonly DocumentPlace[] = allPlaces(publishedServices).filter(
  ({ definition }, i, all) => all.findIndex((one) => one.definition.code === definition.code) === i,
);

/** The templates of all documents: the shipped ones, and the office's own. */
export function TemplateSection({ writable }: { readonly writable: boolean }) {
  const t = useTexts();
  const [problem, setProblem] = useState<{ readonly code: string; readonly text: string } | null>(null);
  return (
    <>
      <Alert severity="info" sx={{ mb: 1.5 }}>
        {t('documents.template.note')}
      </Alert>
      <DataTable label={t('documents.template.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('documents.template.document')}</TableCell>
            <TableCell>{t('documents.template.used')}</TableCell>
            <TableCell component="td" />
          </TableRow>
        </TableHead>
        <TableBody>
          {documents.map((place) => (
            <TemplateRow
              key={place.definition.code}
              place={place}
              writable={writable}
              problem={problem?.code === place.definition.code ? problem.text : null}
              onProblem={(text) => setProblem(text === null ? null : { code: place.definition.code, text })}
            />
          ))}
        </TableBody>
      </DataTable>
    </>
  );
}
