import { Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { complaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { useLive } from '../office/office-context.tsx';
import { newComplaintPath } from '../links.ts';
import { useMayMake } from '../office/allowed.ts';
import { useTexts } from '../texts/index.ts';
import { looksLikeComplaint } from './letter-complaint.ts';

/** On a letter's page: the complaints that came by it, or the offer to record it as one where it reads like one. */
export function LetterComplaints({ letter }: { readonly letter: Letter }) {
  const t = useTexts();
  const all = useLive((office) => office.records('complaint'));
  const mayRecord = useMayMake('complaint.record');
  const linked = all.filter((complaint) => complaintState(complaint).letterId === letter.id);
  const offers = linked.length === 0 && mayRecord && letter.voided === null && looksLikeComplaint(letter.subject);
  if (linked.length === 0 && !offers) return null;
  return (
    <Paper variant="outlined" component="section" aria-label={t('complaints.letter.linked')} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 0.5 }}>
        {t('complaints.letter.linked')}
      </Typography>
      {linked.map(({ id, subject }) => (
        <MuiLink
          key={id}
          component={Link}
          to={`/pengaduan/${encodeURIComponent(id)}`}
          variant="body2"
          sx={{ display: 'block' }}
        >
          {subject}
        </MuiLink>
      ))}
      {offers && (
        <>
          <Typography variant="body2">{t('complaints.letter.looks')}</Typography>
          <Button
            variant="outlined"
            size="small"
            component={Link}
            to={newComplaintPath({ letterId: letter.id })}
            sx={{ mt: 1 }}
          >
            {t('complaints.letter.record')}
          </Button>
        </>
      )}
    </Paper>
  );
}
