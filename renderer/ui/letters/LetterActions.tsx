import MoreVert from '@mui/icons-material/MoreVert';
import { Button, IconButton, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
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
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const isButton = (action: LetterAction): boolean => frequent.includes(action) && (action !== 'issue' || addressed);
  const shown = letterActions.filter((action) => allowed.has(action));
  const more = shown.filter((action) => !isButton(action));
  return (
    <>
      {shown.filter(isButton).map((action) => (
        <Button key={action} variant="outlined" onClick={() => onAction(action)}>
          {t(`letters.action.${action}`)}
        </Button>
      ))}
      <Button variant="contained" onClick={onPrint}>
        {t('letters.action.print')}
      </Button>
      {(more.length > 0 || onComplaint !== null) && (
        <IconButton
          aria-label={t('letters.action.more')}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreVert fontSize="small" />
        </IconButton>
      )}
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {more.map((action) => (
          <MenuItem
            key={action}
            onClick={() => {
              setAnchor(null);
              onAction(action);
            }}
          >
            {t(`letters.action.${action}`)}
          </MenuItem>
        ))}
        {onComplaint !== null && <MenuItem onClick={onComplaint}>{t('complaints.letter.record')}</MenuItem>}
      </Menu>
    </>
  );
}
