import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { EntryFrame, EntryProblems } from '../entry/EntryFrame.tsx';
import { formWidth } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { MasterField } from './MasterField.tsx';
import type { MasterDoc, Section } from './section.ts';
import { useMaster } from './use-lookup.ts';
import { useMasterForm } from './use-master-form.ts';

interface Props {
  readonly section: Section;
  readonly writable: boolean;
}

function OfficeForm({
  section,
  writable,
  doc,
  onSaved,
}: Props & { readonly doc: MasterDoc; readonly onSaved: () => void }) {
  const t = useTexts();
  const entry = useMasterForm(section, doc, onSaved);
  return (
    <Box sx={{ maxWidth: formWidth }}>
      <EntryFrame entry={entry}>
        <Box
          component="fieldset"
          disabled={!writable}
          sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 1.75, gridTemplateColumns: '1fr 1fr' }}
        >
          {section.fields.map((field) => (
            <Box
              key={field.name}
              sx={['government', 'name', 'address'].includes(field.name) ? { gridColumn: '1 / -1' } : {}}
            >
              <MasterField field={field} control={entry.form.control} self={doc.id} />
            </Box>
          ))}
        </Box>
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mt: 1.5 }}>
          <EntryProblems entry={entry} />
        </Box>
        {writable && (
          <Button type="submit" variant="contained" disabled={entry.saving} sx={{ mt: 0.5 }}>
            {t('app.action.save')}
          </Button>
        )}
      </EntryFrame>
    </Box>
  );
}

/** The letterhead and who signs: one document, edited in place. What is saved next is another entry. */
export function OfficeSection(props: Props) {
  const doc = useMaster('office')[0] ?? { ...props.section.blank, id: 'office' };
  const [round, setRound] = useState(0);
  return <OfficeForm key={round} {...props} doc={doc} onSaved={() => setRound(round + 1)} />;
}
