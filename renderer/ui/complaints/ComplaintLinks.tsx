import { Link as MuiLink, Paper, Stack, Typography } from '@mui/material';
import { Link } from 'react-router';
import type { ComplaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { casePath, servicePath } from '../links.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { useLiveAsync } from '../office/office-context.tsx';
import { useCaseLines } from '../office/use-cases.ts';
import { agendaLabel } from '../kit/index.ts';
import { useTexts, type TextKey } from '../texts/index.ts';

/** Service, case and letter the complaint is about; nothing when it is about none of them. */
export function ComplaintLinks({ state }: { readonly state: ComplaintState }) {
  const t = useTexts();
  const { service, caseId, letterId } = state;
  const letter = useLiveAsync(
    async (office) => (letterId === null ? null : await office.get<Letter>('letter', letterId)),
    [letterId],
  );
  const request = useCaseLines().find(({ id }) => id === caseId);
  const links: readonly (readonly [TextKey, string, string])[] = [
    ...(service === null
      ? []
      : [['complaints.field.service', servicePath(service), serviceByCode(service)?.title ?? service] as const]),
    ...(caseId === null
      ? []
      : [
          [
            'complaints.field.caseId',
            casePath(caseId),
            request ? [request.number, request.title].join(' · ') : caseId,
          ] as const,
        ]),
    ...(letterId === null
      ? []
      : [
          [
            'complaints.field.letterId',
            `/surat/${encodeURIComponent(letterId)}`,
            letter ? [agendaLabel(t, letter.agenda), letter.sender.name, letter.subject].join(' · ') : letterId,
          ] as const,
        ]),
  ];
  if (links.length === 0) return null;
  return (
    <Paper variant="outlined" component="section" aria-label={t('complaints.section.links')} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {t('complaints.section.links')}
      </Typography>
      <Stack spacing={0.75}>
        {links.map(([label, to, text]) => (
          <div key={label}>
            <Typography variant="caption" color="textSecondary" component="p">
              {t(label)}
            </Typography>
            <MuiLink component={Link} to={to} variant="body2">
              {text}
            </MuiLink>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}
