import { Box, Button, FormHelperText, Typography } from '@mui/material';
import { useState } from 'react';
import { FileButton } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly label: string;
  /** A data URL. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** The schema allows 200,000 characters of data URL. */
const limit = 200_000;

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('unreadable file'));
    reader.readAsDataURL(file);
  });
}

/** A picture kept inside the document, so that every desk prints it offline. */
export function ImageField({ label, value, onChange }: Props) {
  const t = useTexts();
  const [tooBig, setTooBig] = useState(false);
  async function choose(file: File): Promise<void> {
    const url = await dataUrl(file);
    setTooBig(url.length > limit);
    if (url.length <= limit) onChange(url);
  }
  return (
    <Box role="group" aria-label={label}>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 0.5 }}>
        {label}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        {value !== null && <Box component="img" src={value} alt={label} sx={{ height: 48, bgcolor: '#fff', p: 0.5 }} />}
        <FileButton variant="outlined" accept="image/png,image/svg+xml" onFile={(file) => void choose(file)}>
          {t('admin.image.choose')}
        </FileButton>
        {value !== null && <Button onClick={() => onChange(null)}>{t('admin.image.remove')}</Button>}
      </Box>
      <FormHelperText error={tooBig}>{t(tooBig ? 'admin.image.tooBig' : 'admin.image.hint')}</FormHelperText>
    </Box>
  );
}
