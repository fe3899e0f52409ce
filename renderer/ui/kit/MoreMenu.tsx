import MoreVert from '@mui/icons-material/MoreVert';
import { IconButton, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { flushSync } from 'react-dom';

export interface MenuAction {
  readonly key: string;
  readonly text: string;
  readonly onChoose: () => void;
}

interface Props {
  /** What the button is called. */
  readonly label: string;
  readonly actions: readonly MenuAction[];
}

/** The rarer things that may be done, behind one button; nothing when there are none. */
export function MoreMenu({ label, actions }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (actions.length === 0) return null;
  return (
    <>
      <IconButton
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <MoreVert fontSize="small" />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {actions.map(({ key, text, onChoose }) => (
          <MenuItem
            key={key}
            onClick={() => {
              // Closed first, so that the button has the focus again to which a dialog gives it back.
              flushSync(() => setAnchor(null));
              onChoose();
            }}
          >
            {text}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
