import { Box } from '@mui/material';
import type { Refusal } from '../../../shared/refusal.ts';
import { refusalText, useTexts } from '../texts/index.ts';

interface Props {
  readonly title: string;
  readonly problems: readonly { readonly name: string; readonly refusal: Refusal }[];
}

/** Scans that were not exported or imported, each with its reason; nothing when all were. */
export function BundleProblems({ title, problems }: Props) {
  const t = useTexts();
  if (problems.length === 0) return null;
  return (
    <Box sx={{ mt: 1, overflowWrap: 'anywhere' }}>
      {title}
      <Box component="ul" sx={{ m: 0, pl: 3 }}>
        {problems.map(({ name, refusal }, at) => (
          <li key={at}>{t('carry.in.problem', { name, text: refusalText(t, refusal) })}</li>
        ))}
      </Box>
    </Box>
  );
}
