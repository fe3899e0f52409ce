import { Box, Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { requirementLines } from '../../../shared/services/standard.ts';
import { Page } from '../kit/index.ts';
import { NotFound } from '../entry/NotFound.tsx';
import { useServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import { LaporLinks } from './LaporLinks.tsx';
import { newComplaintPath, servicePrintPath } from '../links.ts';
import { ServiceSteps } from './ServiceSteps.tsx';

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}

/** A published service standard, part by part in its own order, and the way to report a problem with it. */
export function ServicePage() {
  const t = useTexts();
  const code = useParams()['code'];
  const service = useServices().find((one) => one.service.code === code)?.service;
  if (service) return <Standard service={service} />;
  return (
    <NotFound title={t('services.unknown')} to="/layanan" back={t('services.back')}>
      {t('services.unknownHint')}
    </NotFound>
  );
}

function Standard({ service }: { readonly service: ServiceDefinition }) {
  const t = useTexts();
  const facts = [
    ['decree', service.decree ?? t('services.noDecree')],
    ['time', t('services.months', { count: service.months })],
    ['fee', service.fee],
    ['product', service.product],
  ] as const;
  return (
    <Page
      title={service.title}
      subtitle={
        <MuiLink component={Link} to="/layanan">
          {t('services.back')}
        </MuiLink>
      }
      actions={
        <>
          <Button variant="outlined" component={Link} to={servicePrintPath(service.code)}>
            {t('services.print')}
          </Button>
          <Button variant="contained" component={Link} to={newComplaintPath({ service: service.code })}>
            {t('services.report')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 7fr) minmax(300px, 5fr)', gap: 2 }}>
        <Section title={t('services.section.procedure')}>
          <ServiceSteps steps={service.steps} />
        </Section>
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <Section title={t('services.section.requirements')}>
            <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
              {requirementLines(service).map(({ code, title, orNext }) => (
                <Typography key={code} component="li" variant="body2">
                  {orNext ? t('services.orNext', { title }) : title}
                </Typography>
              ))}
            </Box>
          </Section>
          {facts.map(([part, text]) => (
            <Section key={part} title={t(`services.section.${part}`)}>
              <Typography variant="body2">{text}</Typography>
            </Section>
          ))}
          <Section title={t('services.section.complaints')}>
            <Typography variant="body2" sx={{ mb: service.lapor ? 1 : 0, overflowWrap: 'anywhere' }}>
              {service.complaints}
            </Typography>
            {service.lapor && <LaporLinks />}
          </Section>
          <Section title={t('services.section.issues')}>
            <Typography variant="body2">{t('services.issueText', { title: service.title })}</Typography>
          </Section>
        </Box>
      </Box>
    </Page>
  );
}
