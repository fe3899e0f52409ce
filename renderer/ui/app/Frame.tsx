import Keyboard from '@mui/icons-material/KeyboardOutlined';
import { Box, IconButton, Link, Typography } from '@mui/material';
import { Suspense, useMemo, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { LiveRegion } from '../sync/LiveRegion.tsx';
import { SyncBanner } from './SyncBanner.tsx';
import { SyncChip } from '../sync/SyncChip.tsx';
import { useTexts } from '../texts/index.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { navItems } from './nav-items.ts';
import { NavRail } from './NavRail.tsx';
import { NoPositionHint } from './NoPositionHint.tsx';
import { SearchBox } from './SearchBox.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { useShortcuts, type Shortcut } from './shortcuts.ts';
import { useWorkNotices } from './use-work-notices.ts';

/** The parts around every screen: the bar, the rail, the sync state, the shortcuts. */
export function Frame() {
  const t = useTexts();
  const navigate = useNavigate();
  const inBook = useLocation().pathname === '/';
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const [help, setHelp] = useState(false);
  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    // The agenda book has the program's one search field in its own page.
    const find = (): void => {
      (search.current ?? main.current?.querySelector<HTMLInputElement>('input[type=search]'))?.select();
    };
    return [
      { key: '/', run: find },
      { key: 'k', ctrl: true, run: find },
      { key: 'n', run: () => void navigate('/catat') },
      { key: '?', run: () => setHelp(true) },
      ...navItems.map(({ key, to }) => ({ key, alt: true, run: () => void navigate(to) })),
    ];
  }, [navigate]);
  useShortcuts(shortcuts);
  useWorkNotices();

  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Link
        href="#isi"
        onClick={(event) => {
          // The address after # belongs to the router.
          event.preventDefault();
          main.current?.focus();
        }}
        sx={{
          position: 'absolute',
          left: 8,
          top: -60,
          zIndex: 'tooltip',
          p: 1,
          bgcolor: 'background.paper',
          '&:focus': { top: 8 },
        }}
      >
        {t('app.skip')}
      </Link>
      <Box
        component="header"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          px: 2,
          height: 48,
          flexShrink: 0,
          borderBottom: 1,
          borderColor: 'divider',
          bgcolor: 'background.paper',
        }}
      >
        <Typography component="p" sx={{ width: 138, fontSize: '1.125rem', fontWeight: 700, color: 'primary.main' }}>
          {t('app.name')}
        </Typography>
        {!inBook && <SearchBox input={search} />}
        <Box sx={{ flex: 1 }} />
        <SyncChip />
        <IconButton aria-label={t('app.shortcut.title')} onClick={() => setHelp(true)}>
          <Keyboard fontSize="small" />
        </IconButton>
        <AccountMenu />
      </Box>
      <SyncBanner />
      <NoPositionHint />
      <Box sx={{ flex: 1, display: 'flex', minHeight: 0 }}>
        <NavRail />
        <Box component="main" id="isi" ref={main} tabIndex={-1} sx={{ flex: 1, minWidth: 0, outline: 'none' }}>
          <Suspense fallback={<Typography sx={{ p: 3 }}>{t('app.loading')}</Typography>}>
            <Outlet />
          </Suspense>
        </Box>
      </Box>
      <ShortcutHelp open={help} onClose={() => setHelp(false)} />
      <LiveRegion />
    </Box>
  );
}
