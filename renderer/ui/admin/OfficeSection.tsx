import { Box, Button } from '@mui/material';
import { useTexts } from '../texts/index.ts';
import { MasterField } from './MasterField.tsx';
import type { MasterDoc, Section } from './section.ts';
import { useMaster } from './use-lookup.ts';
import { useMasterForm } from './use-master-form.ts';

interface Props {
  readonly section: Section;
  readonly writable: boolean;
}

function OfficeForm({ section, writable, doc }: Props & { readonly doc: MasterDoc }) {
  const t = useTexts();
  const { control, submit, formState } = useMasterForm(section, doc, () => undefined);
  return (
    <Box component="form" onSubmit={(event) => void submit(event)} noValidate sx={{ maxWidth: 780 }}>
      <Box
        component="fieldset"
        disabled={!writable}
        sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 1.75, pt: 1, gridTemplateColumns: '1fr 1fr' }}
      >
        {section.fields.map((field) => (
          <Box
            key={field.name}
            sx={['government', 'name', 'address'].includes(field.name) ? { gridColumn: '1 / -1' } : {}}
          >
            <MasterField field={field} control={control} self={doc.id} />
          </Box>
        ))}
      </Box>
      {writable && (
        <Button type="submit" variant="contained" disabled={formState.isSubmitting} sx={{ mt: 2 }}>
          {t('app.action.save')}
        </Button>
      )}
    </Box>
  );
}

/** The letterhead and who signs: one document, edited in place. */
export function OfficeSection(props: Props) {
  const doc = useMaster('office')[0] ?? { ...props.section.blank, id: 'office' };
  return <OfficeForm {...props} doc={doc} />;
}
