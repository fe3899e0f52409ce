import { Box, Typography } from '@mui/material';
import { useTexts } from '../texts/index.ts';
import { fieldText, typedFields, valueText } from './value-text.ts';

interface Props {
  /** The arguments of a command as they were entered. */
  readonly args: unknown;
  readonly titles: (positionId: string) => string | null;
}

/** The entered values, field by field, so that nothing is lost, whatever the entry's result. */
export function TypedFields({ args, titles }: Props) {
  const t = useTexts();
  const typed = typedFields(args);
  if (typed.length === 0) return null;
  return (
    <Box component="dl" sx={{ m: 0, mb: 1, display: 'grid', gridTemplateColumns: '150px 1fr', rowGap: 0.25 }}>
      {typed.map(([field, value]) => [
        <Typography key={`${field} name`} component="dt" variant="caption" color="textSecondary">
          {fieldText(t, field)}
        </Typography>,
        <Typography
          key={field}
          component="dd"
          variant="body2"
          sx={{ m: 0, whiteSpace: 'pre-wrap', wordBreak: 'break-word' }}
        >
          {valueText(t, field, value, titles)}
        </Typography>,
      ])}
    </Box>
  );
}
