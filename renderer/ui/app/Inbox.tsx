import { Box, Button, Link as MuiLink, Paper, Tab, Tabs, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { chainTree } from '../dispositions/chain-tree.ts';
import { ChainView } from '../dispositions/ChainView.tsx';
import { DispositionCard, type DispositionTask } from '../dispositions/DispositionForm.tsx';
import { branchesOf } from '../dispositions/my-branches.ts';
import { EmptyState, Page, useNotice } from '../kit/index.ts';
import { allowedActions } from '../letters/letter-actions.ts';
import { LetterDetails } from '../letters/LetterDetails.tsx';
import { LetterDialogs, type LetterDialog } from '../letters/LetterDialogs.tsx';
import { useReading } from '../letters/use-reading.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { useNames } from '../office/use-names.ts';
import { ScanBeside } from '../scans/ScanPages.tsx';
import { useTexts } from '../texts/index.ts';
import { inboxKinds, lettersWaiting, type InboxKind } from './inbox-queue.ts';
import { useShortcuts, type Shortcut } from './shortcuts.ts';

/** What this person would write on the letter: passing on what came to him, a disposition of his own, or the sheet's. */
async function taskFor(office: Parameters<typeof allowedActions>[0], letter: Letter): Promise<DispositionTask | null> {
  const open = branchesOf(letter, office.who().positions).find(({ state }) => state === 'unread' || state === 'read');
  if (open) return { kind: 'forward', parent: open.disposition.id, from: open.position };
  const allowed = await allowedActions(office, letter);
  if (allowed.has('issue')) return { kind: 'issue' };
  return allowed.has('transcribe') ? { kind: 'transcribe' } : null;
}

/** The chain is only read here; what can be done with it stands on the letter's page. */
const never = (): boolean => false;
const nothing = (): void => undefined;

const kindIn = (query: URLSearchParams): InboxKind => inboxKinds.find((kind) => kind === query.get('jenis')) ?? 'all';

/** Letters that wait for a position of this account, one after the other: the letter at the left, its disposition beside it. */
export function Inbox() {
  const [query] = useSearchParams();
  const kind = kindIn(query);
  const waiting = useLiveAsync((office) => lettersWaiting(office, kind), [kind]);
  return waiting === undefined ? null : <InboxQueue key={kind} kind={kind} waiting={waiting} />;
}

interface QueueProps {
  readonly kind: InboxKind;
  readonly waiting: readonly string[];
}

function InboxQueue({ kind, waiting }: QueueProps) {
  const t = useTexts();
  const [query, setQuery] = useSearchParams();
  // A letter stays in its place when it is done, so that "previous" leads back to it.
  const [queue, setQueue] = useState(waiting);
  const all = useMemo(() => [...new Set([...queue, ...waiting])], [queue, waiting]);
  if (all.length !== queue.length) setQueue(all);

  const asked = query.get('surat');
  const at = Math.max(0, asked === null ? 0 : all.indexOf(asked));
  const id = all[at];
  const goTo = useMemo(
    () => (place: number) => {
      const to = all[place];
      if (to !== undefined) setQuery({ jenis: kind, surat: to }, { replace: true });
    },
    [all, kind, setQuery],
  );
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { key: 'PageDown', alt: true, run: () => goTo(at + 1) },
      { key: 'PageUp', alt: true, run: () => goTo(at - 1) },
      { key: 'j', run: () => goTo(at + 1) },
      { key: 'k', run: () => goTo(at - 1) },
    ],
    [at, goTo],
  );
  useShortcuts(shortcuts);

  return (
    <Page
      title={t('letters.inbox.title')}
      subtitle={
        <>
          <MuiLink component={Link} to="/tugas">
            {t('letters.work.title')}
          </MuiLink>
          {` · ${t(`letters.inbox.kind.${kind}`)} · ${t('letters.inbox.left', { count: waiting.length })}`}
        </>
      }
      actions={
        all.length > 0 && (
          <>
            <Typography variant="body2" role="status" sx={{ alignSelf: 'center' }}>
              {t('letters.inbox.place', { at: at + 1, of: all.length })}
            </Typography>
            <Button disabled={at === 0} onClick={() => goTo(at - 1)} aria-keyshortcuts="Alt+PageUp">
              {t('letters.inbox.previous')}
            </Button>
            <Button disabled={at + 1 >= all.length} onClick={() => goTo(at + 1)} aria-keyshortcuts="Alt+PageDown">
              {t('letters.inbox.next')}
            </Button>
          </>
        )
      }
    >
      {id === undefined ? (
        <EmptyState title={t('letters.inbox.empty')}>{t('letters.inbox.emptyHint')}</EmptyState>
      ) : (
        <InboxLetter key={id} id={id} onDone={() => goTo(at + 1)} />
      )}
    </Page>
  );
}

/** One letter of the inbox. */
function InboxLetter({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const found = useLiveAsync(
    async (office) => {
      const letter = await office.get<Letter>('letter', id);
      return letter && { letter, task: await taskFor(office, letter) };
    },
    [id],
  );
  if (!found) return null;
  return <InboxView {...found} onDone={onDone} />;
}

interface ViewProps {
  readonly letter: Letter;
  readonly task: DispositionTask | null;
  readonly onDone: () => void;
}

function InboxView({ letter, task, onDone }: ViewProps) {
  const t = useTexts();
  const say = useNotice();
  const names = useNames();
  const today = useToday();
  const [dialog, setDialog] = useState<LetterDialog | null>(null);
  const [shown, setShown] = useState(0);
  const pending = useLive((office) => office.pendingOf('letter', letter.id), [letter.id]);
  const nodes = useMemo(() => chainTree(letter.facts, today), [letter.facts, today]);
  useReading(letter);
  const scans = scansOf(letter).filter(({ removed }) => removed === null);
  const scan = scans[shown];
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(380px, 1fr)' },
        gap: 2,
        alignItems: 'start',
      }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 }}>
        <LetterDetails letter={letter} names={names} pending={pending} />
        {scans.length > 1 && (
          <Tabs value={shown} onChange={(_event, to: number) => setShown(to)} variant="scrollable">
            {scans.map(({ sha256, name }) => (
              <Tab key={sha256} label={name} />
            ))}
          </Tabs>
        )}
        {scan ? (
          <ScanBeside key={scan.sha256} letterId={letter.id} scan={scan} />
        ) : (
          <Typography variant="body2" color="textSecondary">
            {t('letters.inbox.noScan')}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 }}>
        <Paper variant="outlined" component="section" sx={{ p: 2 }} aria-label={t('letters.inbox.write')}>
          {task === null ? (
            <Typography variant="body2">{t('letters.inbox.nothing')}</Typography>
          ) : (
            <>
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1 }}>
                <Typography variant="h3" component="h2" sx={{ flexGrow: 1 }}>
                  {t(`dispositions.form.${task.kind}Title`)}
                </Typography>
                {task.kind === 'forward' && (
                  <Button onClick={() => setDialog({ kind: 'complete', of: task.parent, position: task.from })}>
                    {t('letters.inbox.complete')}
                  </Button>
                )}
              </Box>
              <DispositionCard
                key={`${task.kind} ${letter.facts.length}`}
                letter={letter}
                task={task}
                onDone={() => {
                  say(t(`dispositions.done.${task.kind}`));
                  onDone();
                }}
              />
            </>
          )}
        </Paper>
        {nodes.length > 0 && (
          <Paper variant="outlined" component="section" sx={{ p: 2 }} aria-label={t('dispositions.chain.label')}>
            <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
              {t('letters.page.chain')}
            </Typography>
            <ChainView
              nodes={nodes}
              names={names}
              mayFollow={never}
              onBranch={nothing}
              mayWithdraw={never}
              onWithdraw={nothing}
            />
          </Paper>
        )}
      </Box>
      {dialog !== null && (
        <LetterDialogs
          letter={letter}
          dialog={dialog}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
    </Box>
  );
}
