import { Box, Typography } from '@mui/material';
import { caseTasks } from '../../../shared/cases/my-work.ts';
import { waitsFor } from '../../../shared/complaints/my-complaints.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Office } from '../../data/office.ts';
import { AskForNotices } from '../app/AskForNotices.tsx';
import { useToday } from '../app/clock-context.tsx';
import { useLive, useLiveAsync } from '../app/office-context.tsx';
import { CaseTasks } from '../cases/CaseTasks.tsx';
import { useCaseLines } from '../cases/use-cases.ts';
import { ComplaintTasks } from '../complaints/ComplaintTasks.tsx';
import { useComplaintRows } from '../complaints/use-complaints.ts';
import { workList } from '../dispositions/my-branches.ts';
import { EmptyState, Page } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { DispositionTasks } from './DispositionTasks.tsx';
import { useNames } from './use-names.ts';

/** More than a person can have open; the rest is said, not silently left out. */
const most = 500;

async function waitingLetters(
  office: Office,
): Promise<{ readonly letters: readonly Letter[]; readonly total: number }> {
  const list = office.letters({ holders: office.who().positions });
  const ids = Array.from({ length: Math.min(most, list.total) }, (_, at) => list.line(at)?.id ?? '');
  const letters = await Promise.all(ids.map((id) => office.get<Letter>('letter', id)));
  return { letters: letters.filter((letter) => letter !== null), total: list.total };
}

/** Tugas Saya: dispositions, cases and complaints that wait for a position of this account, the overdue ones first. */
export function MyWork() {
  const t = useTexts();
  const names = useNames();
  const today = useToday();
  const who = useLive((office) => office.who());
  const tasks = caseTasks(useCaseLines(), who);
  const complaints = useComplaintRows().filter(({ state }) => waitsFor(state, who));
  const found = useLiveAsync(waitingLetters, []);
  if (found === undefined) return null;
  const items = workList(found.letters, who.positions, today);
  if (items.length + tasks.length + complaints.length === 0) {
    const nobody = who.positions.length === 0;
    return (
      <Page title={t('letters.work.title')} actions={<AskForNotices />}>
        <EmptyState title={t(nobody ? 'letters.work.noPosition' : 'letters.work.empty')}>
          {t(nobody ? 'letters.work.noPositionHint' : 'letters.work.emptyHint')}
        </EmptyState>
      </Page>
    );
  }
  const counts = [
    ...(items.length > 0 ? [t('letters.work.subtitle', { count: items.length })] : []),
    ...(tasks.length > 0 ? [t('cases.work.total', { count: tasks.length })] : []),
    ...(complaints.length > 0 ? [t('complaints.work.total', { count: complaints.length })] : []),
  ];
  return (
    <Page title={t('letters.work.title')} subtitle={counts.join(' · ')} actions={<AskForNotices />}>
      {tasks.length > 0 && <CaseTasks tasks={tasks} names={names} />}
      {complaints.length > 0 && <ComplaintTasks rows={complaints} />}
      {items.length > 0 && (
        <Box component="section" aria-label={t('letters.work.dispositions')}>
          {tasks.length + complaints.length > 0 && (
            <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
              {`${t('letters.work.dispositions')} (${items.length})`}
            </Typography>
          )}
          <DispositionTasks items={items} names={names} />
        </Box>
      )}
      {found.total > most && (
        <Typography variant="body2" color="textSecondary" role="status" sx={{ mt: 1 }}>
          {t('letters.work.more', { shown: most, total: found.total })}
        </Typography>
      )}
    </Page>
  );
}
