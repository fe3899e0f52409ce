import { Box, Link as MuiLink } from '@mui/material';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { complaintState } from '../../../shared/complaints/complaint-state.ts';
import { asCorrected } from '../../../shared/complaints/corrected.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { Page, ToneChip, useNotice, PendingMark } from '../kit/index.ts';
import { NotFound } from '../entry/NotFound.tsx';
import { useNames } from '../office/use-names.ts';
import { useTexts } from '../texts/index.ts';
import { ActButtons } from './ActButtons.tsx';
import { ActDialog } from './ActDialog.tsx';
import { allowedActs, type ActKind } from './complaint-acts.ts';
import { shownPhase } from './complaint-rows.ts';
import { phaseTone } from './complaint-words.ts';
import { ComplaintDetails } from './ComplaintDetails.tsx';
import { ComplaintHistory } from './ComplaintHistory.tsx';
import { ComplaintLimits } from './ComplaintLimits.tsx';
import { ComplaintLinks } from './ComplaintLinks.tsx';

const nothing: ReadonlySet<ActKind> = new Set();

/** A complaint's page, or that there is none this account may read. */
export function ComplaintPage() {
  const t = useTexts();
  const id = useParams()['id'] ?? '';
  const complaint = useLive((office) => office.records('complaint').find((one) => one.id === id) ?? null, [id]);
  if (complaint !== null) return <ComplaintView key={id} complaint={complaint} />;
  return (
    <NotFound title={t('complaints.unknown')} to="/pengaduan" back={t('complaints.back')}>
      {t('complaints.unknownHint')}
    </NotFound>
  );
}

function ComplaintView({ complaint: recorded }: { readonly complaint: Complaint }) {
  const complaint = asCorrected(recorded);
  const t = useTexts();
  const names = useNames();
  const say = useNotice();
  const state = complaintState(complaint);
  const [acting, setActing] = useState<ActKind | null>(null);
  const pending = useLive((office) => office.pendingOf('complaint', complaint.id), [complaint.id]);
  const allowed = useLiveAsync((office) => allowedActs(office, complaint), [complaint]);
  return (
    <Page
      title={complaint.subject}
      tab={complaint.secret ? t('complaints.secretTab') : undefined}
      subtitle={
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <MuiLink component={Link} to="/pengaduan">
            {t('complaints.back')}
          </MuiLink>
          <ToneChip tone={phaseTone[shownPhase(state)]} label={t(`complaints.phase.${shownPhase(state)}`)} />
          {complaint.secret && <ToneChip tone="error" label={t('complaints.secret')} />}
          <PendingMark count={pending} />
        </Box>
      }
      actions={<ActButtons phase={state.phase} allowed={allowed ?? nothing} onAct={setActing} />}
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 7fr) minmax(340px, 5fr)',
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <ComplaintDetails complaint={complaint} state={state} names={names} />
          <ComplaintHistory complaint={recorded} names={names} />
        </Box>
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <ComplaintLimits complaint={complaint} state={state} />
          <ComplaintLinks state={state} />
        </Box>
      </Box>
      {acting !== null && (
        <ActDialog
          complaint={complaint}
          state={state}
          kind={acting}
          onClose={() => setActing(null)}
          onDone={() => {
            say(t(`complaints.done.${acting}`));
            setActing(null);
          }}
        />
      )}
    </Page>
  );
}
