import { Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { Page } from '../kit/index.ts';
import { useServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import { servicePath } from '../links.ts';

/** Layanan: the services the office has published. */
export function ServiceList() {
  const t = useTexts();
  const services = useServices();
  return (
    <Page title={t('services.title')} subtitle={t('services.lead')} width="form">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        {services.map(({ service: { code, title, product, steps, months, fee }, version, closed }) => (
          <Paper key={code} component="li" variant="outlined" sx={{ p: 2 }}>
            <MuiLink component={Link} to={servicePath(code)} variant="h3">
              {title}
            </MuiLink>
            <Typography variant="body2" sx={{ mt: 0.5 }}>
              {product}
            </Typography>
            <Typography variant="caption" color="textSecondary" component="p">
              {`${t('services.summary', { steps: steps.length, months, fee })} · ${t(closed ? 'services.closed' : 'services.version', { version })}`}
            </Typography>
          </Paper>
        ))}
      </Box>
    </Page>
  );
}
