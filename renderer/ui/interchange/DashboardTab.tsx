import {
  Alert,
  Box,
  Button,
  MenuItem,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material';
import { useState, type ReactNode } from 'react';
import type { FiguresAnswer, LoadFigure } from '../../../shared/exchange/office-api.ts';
import { isOpen, type Interchange, type Version } from '../../../shared/interchange/interchange.ts';
import { AnswerState } from '../entry/AnswerState.tsx';
import { EmptyState } from '../kit/index.ts';
import { countText, momentText, shareText } from '../office/moment-text.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { FieldCounts } from './FieldCounts.tsx';
import { LoadTrend } from './LoadTrend.tsx';
import { useFigures } from './use-figures.ts';

const qualities = ['completeness', 'validity', 'uniqueness', 'timeliness'] as const;
/** As many loads as the table lists; the line above it has more. */
const listedLoads = 10;

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ px: 1.5, py: 1, flex: '1 1 150px' }}>
      <Typography variant="caption" color="textSecondary" component="p">
        {label}
      </Typography>
      <Typography variant="h3" component="p">
        {children}
      </Typography>
    </Paper>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ mt: 2 }}>
      <Typography variant="h3" sx={{ mb: 0.75 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function stateKey(state: string): 'applied' | 'refused' | 'cancelled' | 'other' {
  return state === 'applied' || state === 'refused' || state === 'cancelled' ? state : 'other';
}

function LoadTable({ loads }: { readonly loads: readonly LoadFigure[] }) {
  const t = useTexts();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['at', 'state', 'received', 'refused', 'errors', 'total'] as const).map((column) => (
            <TableCell key={column} align={column === 'at' || column === 'state' ? 'left' : 'right'}>
              {t(`centre.dashboard.load.${column}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {loads.map((load) => (
          <TableRow key={load.batch}>
            <TableCell>{momentText(load.at)}</TableCell>
            <TableCell>{t(`centre.dashboard.states.${stateKey(load.state)}`)}</TableCell>
            <TableCell align="right">{countText(load.received)}</TableCell>
            <TableCell align="right">{countText(load.refused)}</TableCell>
            <TableCell align="right">{countText(load.errorCount)}</TableCell>
            <TableCell align="right">{load.total === null ? '' : countText(load.total)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Drawn({ figures }: { readonly figures: FiguresAnswer }) {
  const t = useTexts();
  const { rows, loadedAt, loads, fields } = figures;
  const quality = loads.findLast((load) => load.quality !== null)?.quality ?? null;
  const shareOf = (share: number | null | undefined): string =>
    share == null ? t('centre.dashboard.noQuality') : shareText(share);
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Figure label={t('centre.dashboard.rows')}>{countText(rows)}</Figure>
        <Figure label={t('centre.dashboard.loadedAt')}>
          {loadedAt === null ? t('centre.dashboard.never') : momentText(loadedAt)}
        </Figure>
      </Box>
      {loads.length === 0 ? (
        <Typography variant="body2" sx={{ mt: 2 }}>
          {t('centre.dashboard.noLoads')}
        </Typography>
      ) : (
        <>
          <Part title={t('centre.dashboard.quality')}>
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              {qualities.map((name) => (
                <Figure key={name} label={t(`centre.dashboard.qualities.${name}`)}>
                  {shareOf(quality?.[name])}
                </Figure>
              ))}
            </Box>
          </Part>
          <Part title={t('centre.dashboard.trend')}>
            <LoadTrend loads={loads} />
          </Part>
          <Part title={t('centre.dashboard.counts')}>
            <FieldCounts fields={fields} rows={rows} />
          </Part>
          <Part title={t('centre.dashboard.loads')}>
            <LoadTable loads={loads.slice(-listedLoads).reverse()} />
          </Part>
        </>
      )}
    </>
  );
}

/** The figures of one version, from the register or, without it, as they were kept here. */
function OfVersion({ doc, major }: { readonly doc: Interchange; readonly major: number }) {
  const t = useTexts();
  const { state, shown, isKept } = useFigures(doc, major);
  return (
    <>
      {isKept && shown !== null && state.refusal !== null ? (
        <Alert
          severity="warning"
          sx={{ mb: 1 }}
          action={
            <Button color="inherit" disabled={state.asking} onClick={state.again}>
              {t('manage.refresh')}
            </Button>
          }
        >
          {state.refusal.kind === 'fault' && state.refusal.code !== 'EXCHANGE_DOWN'
            ? t('centre.dashboard.kept', { when: momentText(shown.at) })
            : `${refusalText(t, state.refusal)} ${t('centre.dashboard.asOf', { when: momentText(shown.at) })}`}
        </Alert>
      ) : (
        <AnswerState
          of={shown === null ? state : { ...state, value: shown }}
          lead={
            shown === null ? t('centre.dashboard.lead') : t('centre.dashboard.asOf', { when: momentText(shown.at) })
          }
        />
      )}
      {shown !== null && <Drawn figures={shown} />}
    </>
  );
}

interface Props {
  readonly doc: Interchange;
  readonly versions: readonly Version[];
}

/** Dasbor: what the agencies decide on at step 11, drawn from figures that each load wrote. */
export function DashboardTab({ doc, versions }: Props) {
  const t = useTexts();
  const opened = versions.filter(isOpen).map(({ contract }) => contract.identity.version.major);
  const majors = [...new Set(opened)].toSorted((a, b) => b - a);
  const [chosen, setChosen] = useState<number | null>(null);
  const major = chosen ?? majors[0];
  if (major === undefined) {
    return <EmptyState title={t('centre.dashboard.closed')}>{t('centre.dashboard.closedHint')}</EmptyState>;
  }
  return (
    <Box sx={{ overflow: 'auto', minHeight: 0, flex: 1, pt: 0.5 }}>
      {majors.length > 1 && (
        <TextField
          select
          label={t('centre.dashboard.version')}
          value={major}
          onChange={(event) => setChosen(Number(event.target.value))}
          sx={{ maxWidth: 160, mb: 1 }}
        >
          {majors.map((one) => (
            <MenuItem key={one} value={one}>
              {`v${one}`}
            </MenuItem>
          ))}
        </TextField>
      )}
      <OfVersion key={major} doc={doc} major={major} />
    </Box>
  );
}
