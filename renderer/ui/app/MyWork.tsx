import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { Link, useSearchParams } from 'react-router';
import type { Case } from '../../../shared/cases/case.ts';
import { caseTasks, type CaseTask } from '../../../shared/cases/my-work.ts';
import { waitsFor } from '../../../shared/complaints/my-complaints.ts';
import { awaitedDocuments } from '../../../shared/documents/due-documents.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Office } from '../../data/office.ts';
import { AskForNotices } from './AskForNotices.tsx';
import { useToday } from '../office/clock-context.tsx';
import { inboxPath } from '../links.ts';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { knownCase } from '../office/case-states.ts';
import { CaseTasks } from '../cases/CaseTasks.tsx';
import { useCaseLines } from '../office/use-cases.ts';
import { ComplaintTasks } from '../complaints/ComplaintTasks.tsx';
import { useComplaintRows } from '../complaints/use-complaints.ts';
import { workList, type WorkItem } from '../dispositions/my-branches.ts';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { DispositionTasks } from '../dispositions/DispositionTasks.tsx';
import { useNames } from '../office/use-names.ts';
import { mayDispose } from './inbox-queue.ts';
import { awaitingDisposition, countWork, workCounters, type WorkCounter } from './work-counts.ts';
import { WorkCounts } from './WorkCounts.tsx';

/** More than a person can have open; the rest is said, not silently left out. */
const maxListed = 500;

async function waitingLetters(
  office: Office,
): Promise<{ readonly letters: readonly Letter[]; readonly total: number }> {
  const list = office.letters({ holders: office.who().positions });
  const ids = Array.from({ length: Math.min(maxListed, list.total) }, (_, at) => list.line(at)?.id ?? '');
  const letters = await Promise.all(ids.map((id) => office.get<Letter>('letter', id)));
  return { letters: letters.filter((letter) => letter !== null), total: list.total };
}

/** Letters that wait for a disposition, for those who write or type them. */
function undisposed(office: Office): number {
  return mayDispose(office) ? office.letters(awaitingDisposition).total : 0;
}

/** Documents still to be written in the steps that wait for this person. */
function awaited(cases: readonly Case[], tasks: readonly CaseTask[]): number {
  const turns = new Set(tasks.flatMap(({ kind, line }) => (kind === 'turn' ? [line.id] : [])));
  return cases
    .flatMap((found) => (turns.has(found.id) ? (knownCase(found) ?? []) : []))
    .reduce((sum, { service, state }) => sum + awaitedDocuments(service, state).length, 0);
}

interface Lists {
  readonly items: readonly WorkItem[];
  readonly tasks: readonly CaseTask[];
  readonly complaints: ReturnType<typeof useComplaintRows>;
  readonly cases: readonly Case[];
}

/** The entries a counter counts. */
function behind(name: WorkCounter, { items, tasks, complaints, cases }: Lists): Omit<Lists, 'cases'> {
  const none = { items: [], tasks: [], complaints: [] };
  switch (name) {
    case 'undisposed':
      return none;
    case 'unread':
      return { ...none, items: items.filter(({ branch }) => branch.state === 'unread') };
    case 'unanswered':
      return { ...none, items: items.filter(({ branch }) => branch.state === 'read') };
    case 'steps':
      return { ...none, tasks: tasks.filter(({ kind }) => kind === 'turn') };
    case 'documents':
      return { ...none, tasks: tasks.filter((task) => awaited(cases, [task]) > 0) };
    case 'agency':
      return { ...none, tasks: tasks.filter(({ kind }) => kind !== 'turn') };
    case 'complaints':
      return { ...none, complaints };
    case 'overdue':
      return {
        items: items.filter(({ overdue }) => overdue),
        tasks: tasks.filter(({ line }) => line.lateness === 'late'),
        complaints: complaints.filter(({ deadline }) => deadline?.late === true),
      };
    default:
      return assertNever(name, 'counter');
  }
}

/** Tugas Saya: dispositions, cases and complaints that wait for a position of this account, the overdue ones first. */
export function MyWork() {
  const t = useTexts();
  const names = useNames();
  const today = useToday();
  const who = useLive((office) => office.who());
  const cases = useLive((office) => office.records('case'));
  const [query] = useSearchParams();
  const allTasks = caseTasks(useCaseLines(), who);
  const allComplaints = useComplaintRows().filter(({ state }) => waitsFor(state, who));
  const letters = useLive(undisposed);
  const found = useLiveAsync(waitingLetters, []);
  if (found === undefined) return null;
  const allItems = workList(found.letters, who.positions, today);
  const only = workCounters.find((name) => name === query.get('lihat')) ?? null;
  const lists = { items: allItems, tasks: allTasks, complaints: allComplaints, cases };
  const { items, tasks, complaints } = only === null ? lists : behind(only, lists);
  const shown = items.length + tasks.length + complaints.length + (only === null ? letters : 0);
  const empty = only !== null ? 'emptyKind' : who.positions.length === 0 ? 'noPosition' : 'empty';
  const counts = countWork({
    items: allItems,
    tasks: allTasks,
    complaints: allComplaints,
    undisposed: letters,
    documents: awaited(cases, allTasks),
  });
  return (
    <Page title={t('letters.work.title')} actions={<AskForNotices />}>
      <WorkCounts counts={counts} />
      {items.length + letters > 0 && (
        <Button component={Link} to={inboxPath('all')} variant="contained" sx={{ mb: 2 }}>
          {t('letters.inbox.open')}
        </Button>
      )}
      {only !== null && (
        <Typography sx={{ mb: 1 }}>
          {`${t(`letters.work.count.${only}`)} · `}
          <MuiLink component={Link} to="/tugas">
            {t('letters.work.showAll')}
          </MuiLink>
        </Typography>
      )}
      {shown === 0 && <EmptyState title={t(`letters.work.${empty}`)}>{t(`letters.work.${empty}Hint`)}</EmptyState>}
      {tasks.length > 0 && <CaseTasks tasks={tasks} names={names} />}
      {complaints.length > 0 && <ComplaintTasks rows={complaints} />}
      {items.length > 0 && (
        <Box component="section" id="disposisi" aria-label={t('letters.work.dispositions')}>
          <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
            {`${t('letters.work.dispositions')} (${items.length})`}
          </Typography>
          <DispositionTasks items={items} names={names} />
        </Box>
      )}
      {found.total > maxListed && (
        <Typography variant="body2" color="textSecondary" role="status" sx={{ mt: 1 }}>
          {t('letters.work.more', { shown: maxListed, total: found.total })}
        </Typography>
      )}
    </Page>
  );
}
