import { assertNever } from '../../../shared/result.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { DispositionForm, type DispositionTask } from '../dispositions/DispositionForm.tsx';
import { agendaLabel, useNotice } from '../kit/index.ts';
import { PrintDialog } from '../print/PrintDialog.tsx';
import { useTexts } from '../texts/index.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import { ReasonDialog } from '../entry/ReasonDialog.tsx';

/** The dialog that is open on a letter's page. */
export type LetterDialog =
  | { readonly kind: 'print' | 'correct' | 'void' | 'file' | 'handOver' }
  | { readonly kind: 'disposition'; readonly task: DispositionTask }
  | { readonly kind: 'report' | 'complete'; readonly of: string; readonly position: string }
  | { readonly kind: 'withdraw'; readonly of: string };

interface Props {
  readonly letter: Letter;
  readonly dialog: LetterDialog;
  readonly onClose: () => void;
}

/** Every dialog of a letter's page. Mounted per opening, so that each entry has its own operation id. */
export function LetterDialogs({ letter, dialog, onClose }: Props) {
  const t = useTexts();
  const say = useNotice();
  const letterId = letter.id;
  const done = (text: string) => () => {
    say(text);
    onClose();
  };
  switch (dialog.kind) {
    case 'print':
      return <PrintDialog letterId={letterId} open onClose={onClose} />;
    case 'correct':
      return <CorrectDialog letter={letter} onClose={onClose} onDone={done(t('letters.done.correct'))} />;
    case 'handOver':
      return <HandOverDialog letter={letter} onClose={onClose} onDone={done(t('letters.done.forward'))} />;
    case 'disposition':
      return (
        <DispositionForm
          letter={letter}
          task={dialog.task}
          onClose={onClose}
          onDone={done(t(`dispositions.done.${dialog.task.kind}`))}
        />
      );
    case 'void':
      return (
        <ReasonDialog
          command="letter.void"
          args={(reason) => ({ letterId, reason })}
          danger
          title={t('letters.dialog.voidTitle')}
          label={t('letters.dialog.reason')}
          text={t('letters.dialog.voidText', { agenda: agendaLabel(t, letter.agenda) })}
          confirm={t('letters.dialog.voidConfirm')}
          onClose={onClose}
          onDone={done(t('letters.done.void'))}
        />
      );
    case 'file':
      return (
        <ReasonDialog
          command="letter.file"
          args={(reason) => ({ letterId, reason })}
          title={t('letters.dialog.fileTitle')}
          text={t('letters.dialog.fileText')}
          label={t('letters.dialog.reason')}
          confirm={t('letters.dialog.fileConfirm')}
          onClose={onClose}
          onDone={done(t('letters.done.file'))}
        />
      );
    case 'report':
    case 'complete': {
      const { kind, of, position } = dialog;
      return (
        <ReasonDialog
          command={`disposition.${kind}`}
          acting={position}
          optional={kind === 'complete'}
          args={(text) => ({ letterId, of, position, text })}
          title={t(`dispositions.dialog.${kind}Title`)}
          text={t(`dispositions.dialog.${kind}Text`)}
          label={t('dispositions.dialog.text')}
          confirm={t('dispositions.dialog.save')}
          onClose={onClose}
          onDone={done(t(`dispositions.done.${kind}`))}
        />
      );
    }
    case 'withdraw': {
      const { of } = dialog;
      return (
        <ReasonDialog
          command="disposition.withdraw"
          args={(reason) => ({ letterId, of, reason })}
          danger
          title={t('dispositions.dialog.withdrawTitle')}
          text={t('dispositions.dialog.withdrawText')}
          label={t('dispositions.dialog.reason')}
          confirm={t('dispositions.dialog.withdrawConfirm')}
          onClose={onClose}
          onDone={done(t('dispositions.done.withdraw'))}
        />
      );
    }
    default:
      return assertNever(dialog, 'letter dialog');
  }
}
