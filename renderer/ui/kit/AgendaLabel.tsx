import CloudUpload from '@mui/icons-material/CloudUploadOutlined';
import { Box, Tooltip } from '@mui/material';
import type { Agenda } from '../../../shared/letters/letter.ts';
import { useTexts, type Texts } from '../texts/index.ts';

/** `417/2026`, the provisional code, or "Menyusul". */
export function agendaLabel(t: Texts, { no, year, provisional }: Agenda): string {
  return no !== null ? `${no}/${year}` : (provisional ?? t('letters.agenda.pending'));
}

/** The agenda number as lists show it; a number that is not final is also marked in words. */
export function AgendaLabel({ agenda }: { readonly agenda: Agenda }) {
  const t = useTexts();
  const final = agenda.no !== null;
  const hint = agenda.conflict
    ? t('letters.agenda.conflictLong')
    : final
      ? ''
      : t(agenda.provisional === null ? 'letters.agenda.pendingLong' : 'letters.agenda.provisional');
  return (
    <Box
      component="span"
      title={hint}
      sx={{
        fontWeight: final ? 700 : 400,
        fontStyle: final ? 'normal' : 'italic',
        color: agenda.conflict ? 'error.main' : final ? 'text.primary' : 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      {agendaLabel(t, agenda)}
      {agenda.conflict && <Box component="span"> !</Box>}
    </Box>
  );
}

/** A small mark at entries the server has not answered yet; nothing when there are none. */
export function PendingMark({ count }: { readonly count: number }) {
  const t = useTexts();
  if (count === 0) return null;
  const text = count === 1 ? t('letters.agenda.waiting') : t('letters.agenda.waitingCount', { count });
  return (
    <Tooltip title={text}>
      <CloudUpload titleAccess={text} sx={{ fontSize: 14, color: 'secondary.main', verticalAlign: '-2px' }} />
    </Tooltip>
  );
}
