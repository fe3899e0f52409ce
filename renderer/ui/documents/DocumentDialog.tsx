import { Box } from '@mui/material';
import { useMemo } from 'react';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useTexts } from '../texts/index.ts';
import type { CaseSource } from './document-at-desk.ts';
import { DocumentFields } from './DocumentFields.tsx';
import { DocumentPaper } from './DocumentPaper.tsx';
import { useDocumentForm } from './use-document-form.ts';

interface Props {
  readonly source: CaseSource;
  readonly place: DocumentPlace;
  /** How the form begins. */
  readonly first: DocumentEntry;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Writes one document of a case: its number, date, signer and texts, beside the paper they make. */
export function DocumentDialog({ source, place, first, onClose, onSaved }: Props) {
  const t = useTexts();
  const { entry, shown } = useDocumentForm(source, place, first, onSaved);
  const model = useMemo(() => documentModel({ ...source, entry: shown }), [source, shown]);
  return (
    <EntryDialog
      wide
      entry={entry}
      title={place.definition.title}
      confirm={t('documents.form.record')}
      onClose={onClose}
    >
      <Box sx={{ display: 'flex', gap: 3, height: '68vh' }}>
        <Box sx={{ width: 340, flex: 'none', overflow: 'auto', pt: 1, pr: 1 }}>
          <DocumentFields place={place} control={entry.form.control} />
        </Box>
        <Box
          role="img"
          aria-label={t('documents.form.preview')}
          sx={{ flex: 1, minWidth: 0, overflow: 'auto', bgcolor: 'action.hover', p: 2 }}
        >
          {model && (
            <Box
              sx={{
                zoom: 0.72,
                width: '210mm',
                minHeight: '297mm',
                mx: 'auto',
                bgcolor: '#fff',
                p: '15mm 20mm 20mm 30mm',
              }}
            >
              <DocumentPaper model={model} />
            </Box>
          )}
        </Box>
      </Box>
    </EntryDialog>
  );
}
