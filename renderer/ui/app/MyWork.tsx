import { Box, Typography } from '@mui/material';
import type { Case } from '../../../shared/cases/case.ts';
import { caseTasks, type CaseTask } from '../../../shared/cases/my-work.ts';
import { waitsFor } from '../../../shared/complaints/my-complaints.ts';
import { awaitedDocuments } from '../../../shared/documents/due-documents.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import type { Office } from '../../data/office.ts';
import { AskForNotices } from './AskForNotices.tsx';
import { useToday } from '../office/clock-context.tsx';
import { useLive, useLiveAsync } from '../office/office-context.tsx';
import { knownCase } from '../office/case-states.ts';
import { CaseTasks } from '../cases/CaseTasks.tsx';
import { useCaseLines } from '../office/use-cases.ts';
import { ComplaintTasks } from '../complaints/ComplaintTasks.tsx';
import { useComplaintRows } from '../complaints/use-complaints.ts';
import { workList } from '../dispositions/my-branches.ts';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { DispositionTasks } from '../dispositions/DispositionTasks.tsx';
import { useNames } from '../office/use-names.ts';
import { awaitingDisposition, countWork } from './work-counts.ts';
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
  const { rights, positions } = office.who();
  const head = office.master<OfficeIdentity>('office')[0]?.headPosition ?? null;
  if (!rights.has('transcribe') && !positions.some((position) => position === head)) return 0;
  return office.letters(awaitingDisposition).total;
}

/** Documents still to be written in the steps that wait for this person. */
function awaited(cases: readonly Case[], tasks: readonly CaseTask[]): number {
  const turns = new Set(tasks.flatMap(({ kind, line }) => (kind === 'turn' ? [line.id] : [])));
  return cases
    .flatMap((found) => (turns.has(found.id) ? (knownCase(found) ?? []) : []))
    .reduce((sum, { service, state }) => sum + awaitedDocuments(service, state).length, 0);
}

/** Tugas Saya: dispositions, cases and complaints that wait for a position of this account, the overdue ones first. */
export function MyWork() {
  const t = useTexts();
  const names = useNames();
  const today = useToday();
  const who = useLive((office) => office.who());
  const cases = useLive((office) => office.records('case'));
  const tasks = caseTasks(useCaseLines(), who);
  const complaints = useComplaintRows().filter(({ state }) => waitsFor(state, who));
  const letters = useLive(undisposed);
  const found = useLiveAsync(waitingLetters, []);
  if (found === undefined) return null;
  const items = workList(found.letters, who.positions, today);
  const nothing = items.length + tasks.length + complaints.length === 0;
  const empty = who.positions.length === 0 ? 'noPosition' : 'empty';
  const counts = countWork({ items, tasks, complaints, undisposed: letters, documents: awaited(cases, tasks) });
  return (
    <Page title={t('letters.work.title')} actions={<AskForNotices />}>
      <WorkCounts counts={counts} />
      {nothing && <EmptyState title={t(`letters.work.${empty}`)}>{t(`letters.work.${empty}Hint`)}</EmptyState>}
      {tasks.length > 0 && <CaseTasks tasks={tasks} names={names} />}
      {complaints.length > 0 && <ComplaintTasks rows={complaints} />}
      {items.length > 0 && (
        <Box component="section" aria-label={t('letters.work.dispositions')}>
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
