import { Box, Typography } from '@mui/material';
import { EntryDialog } from '../entry/EntryDialog.tsx';
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
  const entry = useMasterForm(section, doc, onClose);
  const large = section.fields.some(({ kind }) => wide.has(kind));
  const closable = section.fields.some(({ name }) => name === 'closed' || name === 'closedOn');
  return (
    <EntryDialog
      small={!large}
      entry={entry}
      title={t(isNew ? 'admin.master.addTitle' : 'admin.master.editTitle', { what: t(section.title) })}
      confirm={t('app.action.save')}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, gridTemplateColumns: large ? '1fr 1fr' : '1fr' }}>
        {section.fields.map((field, i) => (
          <Box key={field.name} sx={wide.has(field.kind) ? { gridColumn: '1 / -1' } : {}}>
            <MasterField field={field} control={entry.form.control} self={doc.id} autoFocus={i === 0} />
          </Box>
        ))}
      </Box>
      {closable && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('admin.master.noDelete')}
        </Typography>
      )}
    </EntryDialog>
  );
}
