import { Alert, Button } from '@mui/material';
import { Link } from 'react-router';
import { useLive } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';

/** Rights come from positions: an account without one sees the book and gets a hint why it can do nothing in it. */
export function NoPositionHint() {
  const t = useTexts();
  const { idle, admin } = useLive((office) => {
    const who = office.who();
    const known = office.sync().lastPull !== null && office.master('position').length > 0;
    return { idle: known && who.positions.length === 0, admin: who.admin };
  });
  if (!idle) return null;
  return (
    <Alert
      severity="info"
      sx={{ borderRadius: 0 }}
      action={
        admin && (
          <Button component={Link} to="/induk/jabatan" variant="outlined">
            {t('app.noPosition.arrange')}
          </Button>
        )
      }
    >
      {t(admin ? 'app.noPosition.admin' : 'app.noPosition.staff')}
    </Alert>
  );
}
