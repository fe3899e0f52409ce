import { Badge, Box, Link, Tooltip } from '@mui/material';
import { NavLink } from 'react-router';
import { caseTasks } from '../../../shared/cases/my-work.ts';
import { complaintsWaiting } from '../../../shared/complaints/my-complaints.ts';
import { caseLines } from '../office/use-cases.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { navItems } from './nav-items.ts';
import { useTexts } from '../texts/index.ts';

/** The navigation to every screen, with a count where something is waiting for the person. */
export function NavRail() {
  const t = useTexts();
  const attention = useLive((office) => office.sync().attention);
  const today = useToday();
  const work = useLive(
    (office) => {
      const who = office.who();
      const holders = who.positions;
      const letters = holders.length === 0 ? 0 : office.letters({ holders }).total;
      const complaints = complaintsWaiting(office.records('complaint'), who);
      return letters + complaints + caseTasks(caseLines(office, today), who).length;
    },
    [today],
  );
  const complaints = useLive((office) => complaintsWaiting(office.records('complaint'), office.who()));
  const items = useLive((office) => navItems.filter(({ command }) => !command || office.mayMake(command) === null));
  const waiting: Readonly<Record<string, number>> = {
    '/perhatian': attention,
    '/tugas': work,
    '/pengaduan': complaints,
  };
  return (
    <Box
      component="nav"
      aria-label={t('app.nav.label')}
      sx={{ width: 168, flexShrink: 0, borderRight: 1, borderColor: 'divider', py: 1, px: 0.75, overflow: 'auto' }}
    >
      {items.map(({ to, text, icon: Icon, key }) => (
        // The key describes the link; it must not become its name.
        <Tooltip key={to} describeChild title={t('app.shortcut.alt', { key })} placement="right">
          <Link
            component={NavLink}
            to={to}
            end={to === '/'}
            underline="none"
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              px: 1.25,
              py: 0.9,
              mb: 0.25,
              borderRadius: 1,
              fontSize: '0.8125rem',
              color: 'text.secondary',
              '&:hover': { bgcolor: 'action.hover' },
              '&.active': { bgcolor: 'action.selected', color: 'primary.main', fontWeight: 600 },
            }}
          >
            <Icon fontSize="small" />
            {t(text)}
            {(waiting[to] ?? 0) > 0 && (
              <Badge
                badgeContent={waiting[to]}
                max={999}
                color={to === '/perhatian' ? 'error' : 'primary'}
                sx={{ ml: 'auto', mr: -0.75 }}
                slotProps={{
                  badge: {
                    sx: { position: 'static', transform: 'none', fontSize: '0.625rem', height: 16, minWidth: 16 },
                  },
                }}
              />
            )}
          </Link>
        </Tooltip>
      ))}
    </Box>
  );
}
