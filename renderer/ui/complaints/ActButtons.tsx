import { Button } from '@mui/material';
import type { ComplaintPhase } from '../../../shared/complaints/complaint-state.ts';
import { MoreMenu } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { actKinds, type ActKind } from './complaint-acts.ts';

interface Props {
  readonly phase: ComplaintPhase;
  readonly allowed: ReadonlySet<ActKind>;
  readonly onAct: (kind: ActKind) => void;
}

/** The next steps as buttons, by the complaint's phase. */
const next: Readonly<Record<ComplaintPhase, readonly ActKind[]>> = {
  new: ['assign', 'follow-up', 'reply'],
  'in-progress': ['assign', 'follow-up', 'reply'],
  answered: ['reply', 'close'],
  'passed-on': ['reopen'],
  closed: ['reopen'],
};

/** What this person may do with the complaint: the next steps as buttons, the others in a menu. */
export function ActButtons({ phase, allowed, onAct }: Props) {
  const t = useTexts();
  const buttons = next[phase].filter((kind) => allowed.has(kind));
  const more = actKinds.filter((kind) => allowed.has(kind) && !buttons.includes(kind));
  return (
    <>
      {buttons.map((kind) => (
        <Button key={kind} variant="outlined" onClick={() => onAct(kind)}>
          {t(`complaints.action.${kind}`)}
        </Button>
      ))}
      <MoreMenu
        label={t('complaints.action.more')}
        actions={more.map((kind) => ({
          key: kind,
          text: t(`complaints.action.${kind}`),
          onChoose: () => onAct(kind),
        }))}
      />
    </>
  );
}
