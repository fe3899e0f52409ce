import { Alert, Box, Button, Link as MuiLink } from '@mui/material';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { thawDocument } from '../../../shared/documents/issued.ts';
import { refuse } from '../../../shared/refusal.ts';
import { err, ok } from '../../../shared/result.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { DocumentPaper } from '../documents/DocumentPaper.tsx';
import { documentRule } from '../documents/document-rule.ts';
import { Page } from '../kit/index.ts';
import { agencyCasePath } from '../links.ts';
import { useLive } from '../office/office-context.tsx';
import { PrintRoot } from '../print/PrintRoot.tsx';
import { digest } from '../print/sheet-source.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { titleOf } from './GivenDocuments.tsx';

/** One document that was given to the agency, in the words it had then. */
export function GivenDocumentPage() {
  const t = useTexts();
  const { id = '', actId = '' } = useParams();
  const found = useLive((office) => office.records('agencyCase').find((one) => one.id === id) ?? null, [id]);
  const given = found?.documents.find((one) => one.id === actId) ?? null;
  const service = serviceByCode(found?.service ?? null);
  const thawed = useMemo(() => {
    if (!given?.frozen) return err(refuse('NO_SUCH_DOCUMENT'));
    const known = thawDocument(given.frozen, digest);
    // The emblem is a picture of the office; its hash is all that was given out.
    return known.ok ? ok({ ...known.value, letterhead: { ...known.value.letterhead, emblem: null } }) : known;
  }, [given]);
  const title = given && service ? titleOf(service, given) : t('agency.documents');
  return (
    <Page
      title={title}
      tab={found?.number}
      actions={
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <MuiLink component={Link} to={agencyCasePath(id)}>
            {found?.number ?? t('agency.back')}
          </MuiLink>
          {thawed.ok && (
            <Button variant="contained" onClick={() => print()}>
              {t('agency.document.print')}
            </Button>
          )}
        </Box>
      }
    >
      {thawed.ok ? (
        <>
          <Box sx={{ bgcolor: 'common.white', color: 'common.black', p: 4, border: 1, borderColor: 'divider' }}>
            <DocumentPaper model={thawed.value} />
          </Box>
          <PrintRoot rule={documentRule('A4', t('documents.paper.page'), thawed.value.form)} onScreen={false}>
            <DocumentPaper model={thawed.value} />
          </PrintRoot>
        </>
      ) : (
        <Alert severity="error">{refusalText(t, thawed.error)}</Alert>
      )}
    </Page>
  );
}
