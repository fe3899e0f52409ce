import { Alert } from '@mui/material';
import { useWatch, type Control } from 'react-hook-form';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { useLiveAsync } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import type { ComplaintForm } from './complaint-form.ts';

/**
 * The hint at a complaint about a secret letter that everybody could read: shown before it is saved, because its text
 * may reveal too much.
 */
export function SecretLetterHint({ control }: { readonly control: Control<ComplaintForm> }) {
  const t = useTexts();
  const [letterId, secret] = useWatch({ control, name: ['letterId', 'secret'] });
  const letter = useLiveAsync(
    async (office) => (letterId === null ? null : await office.get<Letter>('letter', letterId)),
    [letterId],
  );
  if (secret || !letter || !isSecret(letter.security)) return null;
  return <Alert severity="warning">{t('complaints.form.secretLetter')}</Alert>;
}
