import { Alert, Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { ServerTrust } from '../../../shared/desk/desk.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly trust: ServerTrust;
  /** Whether this page is served by that very server, so that it can be set up from here. */
  readonly own: boolean;
}

/** The identity of a server: shown before a password is entrusted to it. */
export function TrustCard({ trust, own }: Props) {
  const t = useTexts();
  const lines = [
    [t('session.enrol.at'), trust.address],
    ...(trust.secure
      ? [
          [t('session.enrol.issuer'), trust.issuer ?? t('session.enrol.noIssuer')],
          [t('session.enrol.fingerprint'), trust.fingerprint ?? '-'],
        ]
      : []),
  ];
  return (
    <Box>
      <Box component="dl" sx={{ m: 0, mb: 1.5 }}>
        {lines.map(([name, value]) => (
          <Box key={name} sx={{ mb: 0.75 }}>
            <Typography component="dt" variant="caption" color="textSecondary">
              {name}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, wordBreak: 'break-all', fontWeight: 600 }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
      <Alert severity={trust.secure ? 'info' : 'warning'}>
        {t(trust.secure ? 'session.enrol.compare' : 'session.enrol.insecure')}
      </Alert>
      {!trust.ready && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {t('session.enrol.notReady')}{' '}
          {own ? (
            <Link component={RouterLink} to="/setup">
              {t('session.enrol.setUpHere')}
            </Link>
          ) : (
            t('session.enrol.setUpThere', { address: trust.address })
          )}
        </Alert>
      )}
    </Box>
  );
}
