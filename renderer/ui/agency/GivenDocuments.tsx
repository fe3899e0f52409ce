import { Box, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router';
import type { GivenDocument } from '../../../shared/cases/agency-case.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { agencyDocumentPath } from '../links.ts';
import { useTexts } from '../texts/index.ts';
import type { AgencyLine } from './agency-line.ts';

/** What the standard calls a document. */
export function titleOf(service: ServiceDefinition, { step, code }: Pick<GivenDocument, 'step' | 'code'>): string {
  const documents = service.steps.find((one) => one.code === step)?.documents;
  return documents?.find((one) => one.code === code)?.title ?? code;
}

/** The documents that were given to the agency, the newest first. */
export function GivenDocuments({ line: { found, service } }: { readonly line: AgencyLine }) {
  const t = useTexts();
  if (found.documents.length === 0) return <Typography variant="body2">{t('agency.noDocuments')}</Typography>;
  const replaced = new Set(found.documents.map(({ replaces }) => replaces));
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {found.documents.toReversed().map((given) => {
        const title = titleOf(service, given);
        const { id, number, date, frozen } = given;
        return (
          <Box component="li" key={id} sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
            {frozen ? (
              <MuiLink
                component={Link}
                to={agencyDocumentPath(found.id, id)}
                aria-label={t('agency.document.open', { title, number })}
              >
                {title}
              </MuiLink>
            ) : (
              <Typography variant="body2">{title}</Typography>
            )}
            <Typography variant="caption" color="textSecondary" component="p">
              {t('agency.document.line', { number, date: longDate(date) })}
              {replaced.has(id) && ` · ${t('agency.document.replaced')}`}
              {!frozen && ` · ${t('agency.document.noPaper')}`}
            </Typography>
          </Box>
        );
      })}
    </Box>
  );
}
