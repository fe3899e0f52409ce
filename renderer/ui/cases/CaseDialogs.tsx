import { useNotice } from '../kit/index.ts';
import { ReasonDialog } from '../entry/ReasonDialog.tsx';
import { assertNever } from '../../../shared/result.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseAction } from './case-actions.ts';
import type { KnownCase } from '../office/case-states.ts';
import { DatedDialog } from './DatedDialog.tsx';
import { LinkLetterDialog } from './LinkLetterDialog.tsx';
import { ServiceDialog } from './ServiceDialog.tsx';
import { TeamDialog } from './TeamDialog.tsx';
import { TitleDialog } from './TitleDialog.tsx';

interface Props {
  readonly known: KnownCase;
  readonly dialog: CaseAction | 'resume';
  readonly onClose: () => void;
}

/** Every dialog of a case's page. Mounted per opening, so that each entry has its own operation id. */
export function CaseDialogs({ known, dialog, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  const caseId = known.found.id;
  const onDone = (): void => {
    say(t('app.saved'));
    onClose();
  };
  switch (dialog) {
    case 'withdraw':
      return (
        <ReasonDialog
          command="case.withdraw"
          args={(reason) => ({ caseId, act: { reason } })}
          danger
          title={t('cases.dialog.withdrawTitle')}
          text={t('cases.dialog.withdrawText')}
          label={t('cases.dialog.reason')}
          confirm={t('cases.dialog.withdrawConfirm')}
          onClose={onClose}
          onDone={onDone}
        />
      );
    case 'maintain':
    case 'resume':
      return <DatedDialog kind={dialog} caseId={caseId} onClose={onClose} onDone={onDone} />;
    case 'title':
      return <TitleDialog known={known} onClose={onClose} onDone={onDone} />;
    case 'service':
      return <ServiceDialog known={known} onClose={onClose} onDone={onDone} />;
    case 'team':
      return <TeamDialog known={known} onClose={onClose} onDone={onDone} />;
    case 'link':
      return <LinkLetterDialog known={known} onClose={onClose} onDone={onDone} />;
    default:
      return assertNever(dialog, 'case dialog');
  }
}
