import { Button } from '@mui/material';
import { useState } from 'react';
import { correctableFields, undoneActs } from '../../../shared/complaints/corrected.ts';
import type { Complaint, ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { History } from '../entry/History.tsx';
import { useNotice } from '../kit/index.ts';
import { useMay } from '../office/allowed.ts';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { complaintEvents } from './complaint-events.ts';
import { CorrectActDialog, type Correctable } from './CorrectActDialog.tsx';

interface Props {
  readonly complaint: Complaint;
  readonly names: Names;
}

/** An act that has something to correct; one of a kind this program does not know has nothing. */
const isCorrectable = (act: ComplaintAct): act is Correctable => correctableFields(act).size > 0;

function CorrectButton({ complaint, of, onClick }: { complaint: Complaint; of: string; onClick: () => void }) {
  const t = useTexts();
  const may = useMay('complaint.correct', { type: 'complaint', id: complaint.id, part: of });
  if (may !== true) return null;
  return (
    <Button size="small" onClick={onClick} sx={{ ml: -0.75 }}>
      {t('complaints.correct.button')}
    </Button>
  );
}

/** Everything that was done with a complaint: by whom, from which position, when, at which desk; each may be corrected. */
export function ComplaintHistory({ complaint, names }: Props) {
  const t = useTexts();
  const say = useNotice();
  const [correcting, setCorrecting] = useState<Correctable | 'complaint' | null>(null);
  const undone = undoneActs(complaint);
  const lines = complaintEvents(t, names, complaint).map((event) => {
    const act = complaint.acts.find(({ id }) => id === event.stamp.id);
    const whole = event.stamp.id === complaint.recorded.id;
    const correctable = act && isCorrectable(act) && !undone.has(act.id) ? act : null;
    return {
      key: event.stamp.id,
      ...event,
      details: (whole || correctable) && (
        <CorrectButton
          complaint={complaint}
          of={correctable?.id ?? complaint.id}
          onClick={() => setCorrecting(correctable ?? 'complaint')}
        />
      ),
    };
  });
  return (
    <>
      <History title={t('complaints.section.history')} lines={lines} names={names} />
      {correcting !== null && (
        <CorrectActDialog
          complaint={complaint}
          act={correcting === 'complaint' ? null : correcting}
          onClose={() => setCorrecting(null)}
          onDone={() => {
            setCorrecting(null);
            say(t('complaints.correct.done'));
          }}
        />
      )}
    </>
  );
}
