import { Button } from '@mui/material';
import { MoreMenu, type MenuAction } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { letterActions, type LetterAction } from './letter-actions.ts';

interface Props {
  readonly allowed: ReadonlySet<LetterAction>;
  /** Whether the letter came to a position of this person; to others an own disposition is a rare step. */
  readonly addressed: boolean;
  readonly onAction: (action: LetterAction) => void;
  readonly onPrint: () => void;
  /** Leads to a new complaint about this letter; null for who may not record one. */
  readonly onComplaint: (() => void) | null;
}

const frequent: readonly LetterAction[] = ['issue', 'transcribe', 'forward'];

/** What this person may do with the letter: the frequent steps as buttons, the rare ones in a menu. */
export function LetterActions({ allowed, addressed, onAction, onPrint, onComplaint }: Props) {
  const t = useTexts();
  const isButton = (action: LetterAction): boolean => frequent.includes(action) && (action !== 'issue' || addressed);
  const shown = letterActions.filter((action) => allowed.has(action));
  // An official disposes; a clerk prints the sheet on which that is written by hand.
  const main = shown.includes('issue') && isButton('issue') ? 'issue' : null;
  const rare: MenuAction[] = shown
    .filter((action) => !isButton(action))
    .map((action) => ({
      key: action,
      text: t(`letters.action.${action}`),
      onChoose: () => onAction(action),
    }));
  if (onComplaint) rare.push({ key: 'complaint', text: t('complaints.letter.record'), onChoose: onComplaint });
  return (
    <>
      {shown.filter(isButton).map((action) => (
        <Button key={action} variant={action === main ? 'contained' : 'outlined'} onClick={() => onAction(action)}>
          {t(`letters.action.${action}`)}
        </Button>
      ))}
      <Button variant={main === null ? 'contained' : 'outlined'} onClick={onPrint}>
        {t('letters.action.print')}
      </Button>
      <MoreMenu label={t('letters.action.more')} actions={rare} />
    </>
  );
}
