import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import { Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Agenda, Letter } from '../../../shared/letters/letter.ts';
import { useLiveAsync } from '../office/office-context.tsx';
import { PrintDialog } from '../print/PrintDialog.tsx';
import { useTexts } from '../texts/index.ts';
import { agendaLabel } from '../kit/index.ts';

interface Props {
  readonly letterId: string;
  readonly sender: string;
  readonly agenda: Agenda | null;
  readonly onNext: () => void;
}

/**
 * The panel after booking: the number to write on the letter, large, and the next actions. Enter books the next one.
 */
export function SavedPanel({ letterId, sender, agenda: given, onNext }: Props) {
  const t = useTexts();
  const navigate = useNavigate();
  const [printing, setPrinting] = useState(false);
  // The server's number appears here by itself as soon as it arrives.
  const letter = useLiveAsync((office) => office.get<Letter>('letter', letterId), [letterId]);
  const agenda = letter?.agenda ?? given;
  const label = agenda === null ? t('letters.agenda.pending') : agendaLabel(t, agenda);
  const final = agenda?.no != null;
  const why = agenda?.provisional == null ? 'letters.saved.pendingText' : 'letters.saved.provisionalText';
  return (
    <Paper variant="outlined" sx={{ p: 3, textAlign: 'center' }}>
      <Typography
        variant="h2"
        color="success"
        sx={{ display: 'flex', gap: 1, justifyContent: 'center', alignItems: 'center' }}
      >
        <CheckCircle /> {t('letters.saved.title')}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
        {t(final || agenda?.provisional == null ? 'letters.saved.number' : 'letters.agenda.provisional')}
      </Typography>
      <Box role="status" aria-live="polite">
        <Typography
          component="p"
          sx={{
            fontSize: '2.75rem',
            fontWeight: 700,
            lineHeight: 1.2,
            color: final ? 'text.primary' : 'secondary.main',
          }}
        >
          {label}
        </Typography>
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {t('letters.saved.live', { sender, agenda: '' })}
        </Typography>
      </Box>
      {!final && (
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: 480, mx: 'auto', mt: 1 }}>
          {t(why)}
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'center', mt: 3 }}>
        <Button variant="outlined" onClick={() => setPrinting(true)}>
          {t('letters.saved.printBlank')}
        </Button>
        <Button variant="outlined" onClick={() => void navigate(`/surat/${encodeURIComponent(letterId)}`)}>
          {t('letters.saved.open')}
        </Button>
        <Button
          variant="outlined"
          onClick={() => void navigate(`/surat/${encodeURIComponent(letterId)}`, { state: { scans: true } })}
        >
          {t('scans.add')}
        </Button>
        <Button variant="contained" autoFocus onClick={onNext}>
          {t('letters.saved.next')}
        </Button>
      </Box>
      {printing && <PrintDialog letterId={letterId} open onClose={() => setPrinting(false)} />}
    </Paper>
  );
}
