import Delete from '@mui/icons-material/DeleteOutlined';
import { Box, Button, FormHelperText, IconButton, Paper, Typography } from '@mui/material';
import type { FieldDefinition } from '../../../shared/services/definition.ts';
import { useTexts } from '../texts/index.ts';
import { fieldLabel } from './case-words.ts';
import { FieldInput } from './FieldInput.tsx';
import type { FieldRow } from './step-fields.ts';

interface Props {
  readonly field: Extract<FieldDefinition, { kind: 'rows' }>;
  readonly rows: readonly FieldRow[];
  /** The error at a path: `fields.temuan`, `fields.temuan.2.uraian`. */
  readonly errorAt: (path: string) => string | null;
  readonly onChange: (rows: readonly FieldRow[]) => void;
  readonly onLeave: () => void;
}

/** A table field: rows that are added and removed, each with its own labelled inputs. */
export function RowsField({ field, rows, errorAt, onChange, onLeave }: Props) {
  const t = useTexts();
  const path = `fields.${field.key}`;
  const error = errorAt(path);
  return (
    <Box role="group" aria-label={field.label}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Typography variant="subtitle2" component="h4">
          {fieldLabel(t, field)}
        </Typography>
        <Button size="small" onClick={() => onChange([...rows, {}])}>
          {t('cases.form.addRow')}
        </Button>
      </Box>
      {rows.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('cases.form.noRows')}
        </Typography>
      )}
      {error !== null && <FormHelperText error>{error}</FormHelperText>}
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
        {rows.map((row, at) => (
          <Paper
            key={at}
            variant="outlined"
            role="group"
            aria-label={t('cases.form.row', { label: field.label, row: at + 1 })}
            sx={{ p: 1, display: 'flex', gap: 1, alignItems: 'start', bgcolor: 'background.default' }}
          >
            <Typography variant="caption" sx={{ pt: 1, minWidth: 18, textAlign: 'right' }}>
              {at + 1}.
            </Typography>
            <Box sx={{ flex: 1, display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))' }}>
              {field.columns.map((column) => (
                <FieldInput
                  key={column.key}
                  field={column}
                  value={row[column.key]}
                  error={errorAt(`${path}.${at}.${column.key}`)}
                  onChange={(value) =>
                    onChange(rows.map((one, i) => (i === at ? { ...one, [column.key]: value } : one)))
                  }
                  onLeave={onLeave}
                />
              ))}
            </Box>
            <IconButton
              aria-label={t('cases.form.removeRow', { row: at + 1 })}
              onClick={() => onChange(rows.filter((_, i) => i !== at))}
            >
              <Delete fontSize="small" />
            </IconButton>
          </Paper>
        ))}
      </Box>
    </Box>
  );
}
