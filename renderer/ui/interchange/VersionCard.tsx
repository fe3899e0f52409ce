import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { datasetPath } from '../../../shared/exchange/api.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import { isSigned, sides, type Side, type Version } from '../../../shared/interchange/interchange.ts';
import { numberOf } from '../../../shared/interchange/next-version.ts';
import { ToneChip } from '../kit/index.ts';
import { whenText, type Names } from '../office/names.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { numberText } from './MakeVersionDialog.tsx';

interface Props {
  readonly version: Version;
  readonly names: Names;
  /** Names of scans by their ids. */
  readonly scans: ReadonlyMap<string, string>;
  readonly editable: boolean;
  /** Whether the request is at the step of publishing and this account does it; the step's title where it is not. */
  readonly publishing: { readonly may: boolean; readonly step: string };
  readonly onSign: (party: Side) => void;
  readonly onRetract: (sign: string) => void;
  readonly onPublish: () => void;
}

const mono = { fontFamily: 'monospace', fontSize: '0.75rem', overflowWrap: 'anywhere' } as const;

/** What a party signed, or that it did not yet. */
function SideOf({ party, ...props }: Props & { readonly party: Side }) {
  const t = useTexts();
  const { version, names, scans, editable } = props;
  const sign = version.signed[party];
  const isOrdered = version.order !== null && (version.publication?.code ?? null) === null;
  return (
    <Box role="group" aria-label={t(`interchange.sign.${party}`)} sx={{ flex: '1 1 260px' }}>
      <Typography variant="subtitle2" component="h4">
        {t(`interchange.sign.${party}`)}: {version.contract.parties[party].name}
      </Typography>
      {sign ? (
        <>
          <Typography variant="body2">
            {t('interchange.sign.signed', { name: sign.name, position: sign.position, date: longDate(sign.on) })}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="p">
            {t('interchange.sign.behalf', {
              when: whenText(sign.at),
              who: names.author(sign.by),
              scan: scans.get(sign.scanId) ?? t('interchange.sign.otherScan'),
            })}
          </Typography>
          {editable && !isOrdered && (
            <Button size="small" onClick={() => props.onRetract(sign.id)}>
              {t('interchange.sign.retract')}
            </Button>
          )}
        </>
      ) : (
        <>
          <Typography variant="body2" color="textSecondary">
            {t('interchange.sign.missing')}
          </Typography>
          {editable && (
            <Button size="small" variant="outlined" onClick={() => props.onSign(party)}>
              {t('interchange.sign.record')}
            </Button>
          )}
        </>
      )}
    </Box>
  );
}

/** Where a version stands at the exchange centre. */
function Publication({ version, names, publishing, onPublish }: Props) {
  const t = useTexts();
  const { order, publication, contract } = version;
  const number = numberText(numberOf(version));
  const open = publication !== null && publication.code === null ? publication : null;
  if (open) {
    const { date } = toWib(open.at);
    const rows = [
      [t('interchange.publish.address'), datasetPath(open.dataset, open.major)],
      [t('interchange.publish.schema'), open.schemaHash],
      [t('interchange.publish.content'), open.contentHash],
    ];
    return (
      <Box>
        <ToneChip tone="success" label={t('interchange.publish.open', { when: longDate(date) })} />
        <Box
          component="dl"
          sx={{ m: 0, mt: 0.5, display: 'grid', gridTemplateColumns: 'minmax(120px, 220px) 1fr', gap: 0.5 }}
        >
          {rows.map(([term, value]) => (
            <Box key={term} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {term}
              </Typography>
              <Typography component="dd" sx={{ m: 0, ...mono }}>
                {value}
              </Typography>
            </Box>
          ))}
        </Box>
      </Box>
    );
  }
  if (order && publication === null) {
    return (
      <Alert severity="info">
        {t('interchange.publish.ordered', { when: whenText(order.at), who: names.author(order.by) })}
      </Alert>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, alignItems: 'start' }}>
      {publication?.code && (
        <Alert severity="error">
          {t('interchange.publish.refused', { why: refusalText(t, { code: publication.code }) })}
        </Alert>
      )}
      {!isSigned(version) ? (
        <Typography variant="body2" color="textSecondary">
          {t('interchange.publish.unsigned')}
        </Typography>
      ) : publishing.may ? (
        <Button variant="contained" onClick={onPublish}>
          {t('interchange.publish.button', { version: number })}
        </Button>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('interchange.publish.later', { step: publishing.step })}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary" sx={mono}>
        {datasetPath(contract.dataset.name, contract.identity.version.major)}
      </Typography>
    </Box>
  );
}

/** One version: who made it, who signed it, and whether it is open. */
export function VersionCard(props: Props) {
  const t = useTexts();
  const { version, names } = props;
  const number = numberText(numberOf(version));
  const { fields, primaryKey } = version.contract.dictionary;
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={t('interchange.version.heading', { version: number })}
      sx={{ p: 1.5 }}
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h3">{t('interchange.version.heading', { version: number })}</Typography>
        <Typography variant="body2" color="textSecondary">
          {t('interchange.version.elements', { count: fields.length, key: primaryKey.join(', ') })}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
          {t('interchange.version.madeBy', { when: whenText(version.act.at), who: names.author(version.act.by) })}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', my: 1 }}>
        {sides.map((party) => (
          <SideOf key={party} {...props} party={party} />
        ))}
      </Box>
      <Publication {...props} />
    </Paper>
  );
}
