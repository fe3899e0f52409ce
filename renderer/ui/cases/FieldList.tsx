import { Box, Typography } from '@mui/material';
import type { FieldValues } from '../../../shared/cases/case.ts';
import type { FieldDefinition } from '../../../shared/services/definition.ts';
import { useTexts } from '../texts/index.ts';
import { valueText } from './case-words.ts';
import { rowsIn } from './step-fields.ts';

const wrap = { m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const;

function Rows({
  field,
  value,
}: {
  readonly field: Extract<FieldDefinition, { kind: 'rows' }>;
  readonly value: unknown;
}) {
  const t = useTexts();
  const rows = rowsIn(value as FieldValues[string]);
  if (rows.length === 0) return t('cases.none');
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
      {rows.map((row, at) => (
        <li key={at}>
          {field.columns.map((column) => `${column.label}: ${valueText(t, column, row[column.key])}`).join(' · ')}
        </li>
      ))}
    </Box>
  );
}

/** What was recorded in a step, field by field in the order of its form. */
export function FieldList({
  fields,
  values,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly values: FieldValues;
}) {
  const t = useTexts();
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(120px, 200px) 1fr', columnGap: 1.5, rowGap: 0.5 }}
    >
      {fields.map((field) => (
        <Box key={field.key} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" color="textSecondary">
            {field.label}
          </Typography>
          <Typography component="dd" variant="body2" sx={wrap}>
            {field.kind === 'rows' ? (
              <Rows field={field} value={values[field.key]} />
            ) : (
              valueText(t, field, values[field.key])
            )}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
