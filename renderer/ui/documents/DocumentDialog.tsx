import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, useMemo, useRef } from 'react';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentEntry } from '../../../shared/documents/document-source.ts';
import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
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
  const label = useId();
  const form = useDocumentForm(source.found.id, place, first);
  const body = useRef<HTMLDivElement | null>(null);
  const model = useMemo(() => documentModel({ ...source, entry: form.entry }), [source, form.entry]);
  async function save(): Promise<void> {
    if (await form.save()) return onSaved();
    // The field is marked by the next drawing.
    setTimeout(() => body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby={label}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <DialogTitle id={label}>{place.definition.title}</DialogTitle>
        <DialogContent ref={body} sx={{ display: 'flex', gap: 3, height: '72vh', overflow: 'hidden' }}>
          <Box sx={{ width: 340, flex: 'none', overflow: 'auto', pt: 1, pr: 1 }}>
            {form.general !== null && (
              <Alert severity="error" sx={{ mb: 2 }}>
                {form.general}
              </Alert>
            )}
            <DocumentFields place={place} form={form} />
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
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('app.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={form.saving}>
            {t('documents.form.record')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
