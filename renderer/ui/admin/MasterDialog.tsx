import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId } from 'react';
import { useTexts } from '../texts/index.ts';
import { MasterField } from './MasterField.tsx';
import type { MasterDoc, Section } from './section.ts';
import { useMasterForm } from './use-master-form.ts';

interface Props {
  readonly section: Section;
  readonly doc: MasterDoc;
  readonly isNew: boolean;
  readonly onClose: () => void;
}

const wide = new Set(['holders', 'deputies', 'rights']);

/** Adds or changes one master document. */
export function MasterDialog({ section, doc, isNew, onClose }: Props) {
  const t = useTexts();
  const label = useId();
  const { control, submit, formState } = useMasterForm(section, doc, onClose);
  const large = section.fields.some(({ kind }) => wide.has(kind));
  const closable = section.fields.some(({ name }) => name === 'closed' || name === 'closedOn');
  return (
    <Dialog open onClose={onClose} maxWidth={large ? 'md' : 'xs'} fullWidth aria-labelledby={label}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={label}>
          {t(isNew ? 'admin.master.addTitle' : 'admin.master.editTitle', { what: t(section.title) })}
        </DialogTitle>
        <DialogContent>
          <Box sx={{ display: 'grid', gap: 1.75, gridTemplateColumns: large ? '1fr 1fr' : '1fr' }}>
            {section.fields.map((field, i) => (
              <Box key={field.name} sx={wide.has(field.kind) ? { gridColumn: '1 / -1' } : {}}>
                <MasterField field={field} control={control} self={doc.id} autoFocus={i === 0} />
              </Box>
            ))}
          </Box>
          {closable && (
            <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 2 }}>
              {t('admin.master.noDelete')}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('app.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={formState.isSubmitting}>
            {t('app.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
