import Person from '@mui/icons-material/AccountCircleOutlined';
import { Box, Button, Divider, Menu, MenuItem, Typography } from '@mui/material';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import type { Person as PersonDoc, Position } from '../../../shared/people/people.ts';
import { useLive } from '../office/office-context.tsx';
import { ConfirmDialog } from '../kit/index.ts';
import { PasswordDialog } from '../session/PasswordDialog.tsx';
import { useSession } from '../office/session-context.tsx';
import { useTexts } from '../texts/index.ts';

/** Who is at this desk, from which positions, and the way out. */
export function AccountMenu() {
  const t = useTexts();
  const { leave } = useSession();
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [changing, setChanging] = useState(false);
  const [leaving, setLeaving] = useState(false);
  // Closed first, so that the button has the focus again to which a dialog gives it back.
  const close = (): void => flushSync(() => setAnchor(null));
  const waiting = useLive((o) => o.sync().pending);
  const name = useLive(
    (o) =>
      o.account.agency?.person ??
      o.master<PersonDoc>('person').find(({ id }) => id === o.account.personId)?.name ??
      o.account.username,
  );
  const titles = useLive((o) => {
    const ownPositions = new Set(o.who().positions);
    return o
      .master<Position>('position')
      .filter(({ id }) => ownPositions.has(id))
      .map(({ shortTitle }) => shortTitle);
  });
  const isAgency = useLive((o) => Boolean(o.account.agency));
  return (
    <>
      <Button
        startIcon={<Person />}
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-label={t('session.account.menu', { name })}
        sx={{ color: 'text.primary', fontWeight: 400, maxWidth: 220 }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {name}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem disabled sx={{ display: 'block', px: 2, py: 1, maxWidth: 300, '&.Mui-disabled': { opacity: 1 } }}>
          <Typography variant="caption" color="textSecondary" component="p">
            {t('session.account.signedInAs')}
          </Typography>
          <Typography variant="subtitle2">{name}</Typography>
          <Typography variant="caption" component="p">
            {isAgency ? t('agency.office') : titles.length > 0 ? titles.join(', ') : t('session.account.noPosition')}
          </Typography>
        </MenuItem>
        <Divider component="li" />
        <MenuItem
          onClick={() => {
            close();
            setChanging(true);
          }}
        >
          {t('session.account.password')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            void leave(false);
          }}
        >
          {t('session.account.switch')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            setLeaving(true);
          }}
        >
          {t('session.account.signOut')}
        </MenuItem>
      </Menu>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
      <ConfirmDialog
        open={leaving}
        title={t('session.account.signOutTitle')}
        confirm={t('session.account.signOut')}
        onClose={() => setLeaving(false)}
        onConfirm={() => {
          void navigate('/');
          void leave(true);
        }}
      >
        {waiting > 0 ? t('session.account.signOutWaiting', { count: waiting }) : t('session.account.signOutText')}
      </ConfirmDialog>
    </>
  );
}
