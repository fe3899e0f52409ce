import { Alert, Box, Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { datasetPath } from '../../../shared/exchange/api.ts';
import {
  accessAnswer,
  documentPaths,
  logAnswer,
  type AccessAnswer,
  type MachineKey,
  type OpenVersion,
} from '../../../shared/exchange/office-api.ts';
import { AnswerState } from '../entry/AnswerState.tsx';
import { ConfirmDialog, EmptyState, ToneChip, useNotice } from '../kit/index.ts';
import { countText, dayText, momentText } from '../office/moment-text.ts';
import { useOrder } from '../office/use-order.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { DeprecateDialog } from './DeprecateDialog.tsx';
import { KeyDialog } from './KeyDialog.tsx';

interface PartProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, action, children }: PartProps) {
  return (
    <Box component="section" aria-label={title} sx={{ mb: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 0.5 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {action}
      </Box>
      {children}
    </Box>
  );
}

interface ManagedProps {
  readonly access: AccessAnswer;
}

function VersionTable({ access, onDeprecate }: ManagedProps & { readonly onDeprecate: (major: number) => void }) {
  const t = useTexts();
  const end = ({ sunsetAt }: OpenVersion): ReactNode =>
    sunsetAt === null ? (
      t('centre.version.noEnd')
    ) : (
      <ToneChip tone="warning" label={t('centre.version.ends', { date: dayText(sunsetAt) })} />
    );
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['version', 'address', 'opened', 'end'] as const).map((column) => (
            <TableCell key={column}>{t(`centre.version.${column}`)}</TableCell>
          ))}
          {access.manages && <TableCell />}
        </TableRow>
      </TableHead>
      <TableBody>
        {access.versions.map((version) => (
          <TableRow key={version.major}>
            <TableCell>{`${version.major}.${version.minor}`}</TableCell>
            <TableCell sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
              {datasetPath(access.dataset ?? '', version.major)}
            </TableCell>
            <TableCell>{dayText(version.at)}</TableCell>
            <TableCell>{end(version)}</TableCell>
            {access.manages && (
              <TableCell align="right">
                <Button size="small" onClick={() => onDeprecate(version.major)}>
                  {t('centre.version.deprecate')}
                </Button>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function KeyState({ of, at }: { readonly of: MachineKey; readonly at: number }) {
  const t = useTexts();
  if (of.revoked !== null) {
    return <ToneChip tone="neutral" label={t('centre.key.states.revoked', { date: dayText(of.revoked) })} />;
  }
  return of.expires > at ? (
    <ToneChip tone="success" label={t('centre.key.states.valid')} />
  ) : (
    <ToneChip tone="neutral" label={t('centre.key.states.expired')} />
  );
}

const scopeOf = ({ reads, writes }: MachineKey): 'both' | 'read' | 'write' =>
  reads && writes ? 'both' : reads ? 'read' : 'write';

function KeyTable({ access, onRevoke }: ManagedProps & { readonly onRevoke: (key: MachineKey) => void }) {
  const t = useTexts();
  const nameOf = (id: string): string => access.agencies.find((agency) => agency.id === id)?.name ?? id;
  if (access.keys.length === 0) {
    return <EmptyState title={t('centre.key.none')}>{t('centre.key.noneHint')}</EmptyState>;
  }
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['name', 'agency', 'scope', 'perMinute', 'expires', 'state'] as const).map((column) => (
            <TableCell key={column} align={column === 'perMinute' ? 'right' : 'left'}>
              {t(`centre.key.${column}`)}
            </TableCell>
          ))}
          {access.manages && <TableCell />}
        </TableRow>
      </TableHead>
      <TableBody>
        {access.keys
          .toSorted((a, b) => b.created - a.created)
          .map((key) => (
            <TableRow key={key.id}>
              <TableCell>{key.name}</TableCell>
              <TableCell>{nameOf(key.agency)}</TableCell>
              <TableCell>{t(`centre.key.scopes.${scopeOf(key)}`)}</TableCell>
              <TableCell align="right">{countText(key.perMinute)}</TableCell>
              <TableCell>{dayText(key.expires)}</TableCell>
              <TableCell>
                <KeyState of={key} at={access.at} />
              </TableCell>
              {access.manages && (
                <TableCell align="right">
                  {key.revoked === null && (
                    <Button
                      size="small"
                      color="error"
                      aria-label={t('centre.key.revokeLabel', { name: key.name })}
                      onClick={() => onRevoke(key)}
                    >
                      {t('centre.key.revoke')}
                    </Button>
                  )}
                </TableCell>
              )}
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
}

/** The newest exchanges of the dataset, from the log that is a chain. */
function LogTable({ id, access }: ManagedProps & { readonly id: string }) {
  const t = useTexts();
  const { value, refusal } = useServerAnswer(documentPaths.log(id), logAnswer);
  const agency = (one: string): string => access.agencies.find((known) => known.id === one)?.name ?? one;
  const key = (one: string): string => access.keys.find((known) => known.id === one)?.name ?? one;
  if (refusal !== null) return <Alert severity="warning">{refusalText(t, refusal)}</Alert>;
  if (value === null) return <Typography variant="body2">{t('app.loading')}</Typography>;
  if (value.lines.length === 0) return <Typography variant="body2">{t('centre.log.none')}</Typography>;
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['number', 'at', 'action', 'agency', 'key', 'rows'] as const).map((column) => (
            <TableCell key={column} align={column === 'rows' ? 'right' : 'left'}>
              {t(`centre.log.${column}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {value.lines.map((line) => (
          <TableRow key={line.n}>
            <TableCell>{line.n}</TableCell>
            <TableCell>{momentText(line.at)}</TableCell>
            <TableCell>{t(`centre.log.actions.${line.action}`)}</TableCell>
            <TableCell>{agency(line.agency)}</TableCell>
            <TableCell>{key(line.keyId)}</TableCell>
            <TableCell align="right">{countText(line.rows)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type Asking =
  | { readonly kind: 'make' }
  | { readonly kind: 'revoke'; readonly key: MachineKey }
  | { readonly kind: 'deprecate'; readonly major: number };

/** Antarmuka: the open versions of a document, the keys of machines and the newest exchanges. It needs the register. */
export function AccessTab({ id }: { readonly id: string }) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const state = useServerAnswer(documentPaths.access(id), accessAnswer);
  const [asking, setAsking] = useState<Asking | null>(null);
  const access = state.value;
  const close = (): void => setAsking(null);

  async function revoke(key: MachineKey): Promise<void> {
    const answer = await order.send(documentPaths.revoke(id), { key: key.id });
    if (!answer.ok) return;
    say(t('centre.key.revoked', { name: key.name }));
    close();
    state.again();
  }

  return (
    <Box sx={{ overflow: 'auto', minHeight: 0, flex: 1 }}>
      <AnswerState of={state} lead={t('centre.access.lead')} />
      {access?.dataset === null && (
        <EmptyState title={t('centre.access.closed')}>{t('centre.access.closedHint')}</EmptyState>
      )}
      {access !== null && access.dataset !== null && (
        <>
          <Part title={t('centre.version.title')}>
            <VersionTable access={access} onDeprecate={(major) => setAsking({ kind: 'deprecate', major })} />
          </Part>
          <Part
            title={t('centre.key.title')}
            action={
              access.manages ? (
                <Button variant="contained" onClick={() => setAsking({ kind: 'make' })}>
                  {t('centre.key.make')}
                </Button>
              ) : (
                <Typography variant="caption" color="textSecondary">
                  {t('centre.access.readOnly')}
                </Typography>
              )
            }
          >
            <KeyTable access={access} onRevoke={(key) => setAsking({ kind: 'revoke', key })} />
          </Part>
          <Part title={t('centre.log.title')}>
            <LogTable key={access.at} id={id} access={access} />
          </Part>
        </>
      )}
      {access !== null && asking?.kind === 'make' && (
        <KeyDialog
          id={id}
          access={access}
          onClose={() => {
            close();
            state.again();
          }}
        />
      )}
      {asking?.kind === 'deprecate' && (
        <DeprecateDialog id={id} major={asking.major} onClose={close} onDone={state.again} />
      )}
      {asking?.kind === 'revoke' && (
        <ConfirmDialog
          open
          danger
          disabled={order.busy}
          title={t('centre.key.revokeTitle', { name: asking.key.name })}
          confirm={t('centre.key.revokeConfirm')}
          onClose={close}
          onConfirm={() => void revoke(asking.key)}
        >
          {t('centre.key.revokeText')}
          {order.refusal !== null && (
            <Alert severity="error" role="alert" sx={{ mt: 1 }}>
              {refusalText(t, order.refusal)}
            </Alert>
          )}
        </ConfirmDialog>
      )}
    </Box>
  );
}
