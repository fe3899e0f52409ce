import MoreVert from '@mui/icons-material/MoreVert';
import { IconButton, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useTexts } from '../texts/index.ts';
import type { CaseAction } from './case-actions.ts';

interface Props {
  readonly allowed: readonly CaseAction[];
  readonly onAction: (action: CaseAction) => void;
}

/** The rarer things that may be done with a case. */
export function CaseMenu({ allowed, onAction }: Props) {
  const t = useTexts();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (allowed.length === 0) return null;
  return (
    <>
      <IconButton
        aria-label={t('cases.action.more')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <MoreVert fontSize="small" />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {allowed.map((action) => (
          <MenuItem
            key={action}
            onClick={() => {
              setAnchor(null);
              onAction(action);
            }}
          >
            {t(`cases.action.${action}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
