import MoreVert from '@mui/icons-material/MoreVert';
import { Button, IconButton, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import type { ComplaintPhase } from '../../../shared/complaints/complaint-state.ts';
import { useTexts } from '../texts/index.ts';
import { actKinds, type ActKind } from './complaint-acts.ts';

interface Props {
  readonly phase: ComplaintPhase;
  readonly allowed: ReadonlySet<ActKind>;
  readonly onAct: (kind: ActKind) => void;
}

/** The next steps as buttons, by where the complaint stands. */
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
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const buttons = next[phase].filter((kind) => allowed.has(kind));
  const more = actKinds.filter((kind) => allowed.has(kind) && !buttons.includes(kind));
  return (
    <>
      {buttons.map((kind) => (
        <Button key={kind} variant="outlined" onClick={() => onAct(kind)}>
          {t(`complaints.action.${kind}`)}
        </Button>
      ))}
      {more.length > 0 && (
        <IconButton
          aria-label={t('complaints.action.more')}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreVert fontSize="small" />
        </IconButton>
      )}
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {more.map((kind) => (
          <MenuItem
            key={kind}
            onClick={() => {
              setAnchor(null);
              onAct(kind);
            }}
          >
            {t(`complaints.action.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
