import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { todayWib } from '../../../shared/dates/wib.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import { useClock } from '../office/clock-context.tsx';
import { newWork, workOf, type Work } from './new-work.ts';
import { useNotifier } from '../office/notifier-context.tsx';
import { useOffice } from '../office/office-context.tsx';

function caseText(t: Texts, { name: number, step, title }: Work): string {
  return title === undefined
    ? t('cases.notice.case', { number, step })
    : t('cases.notice.named', { number, step, title: title.length > 80 ? `${title.slice(0, 79)}…` : title });
}

/** One sentence for all work that came at once; it reveals nothing of secret subjects. */
export function noticeText(t: Texts, work: readonly Work[]): string {
  const cases = work.filter(({ kind }) => kind === 'case');
  const countOf = (kind: Work['kind']): number => work.filter((one) => one.kind === kind).length;
  const [letters, complaints] = [countOf('letter'), countOf('complaint')];
  const [only] = cases;
  const parts = [
    ...(only && cases.length === 1 ? [caseText(t, only)] : []),
    ...(cases.length > 1 ? [t('cases.notice.cases', { count: cases.length })] : []),
    ...(letters > 0 ? [t('cases.notice.letters', { count: letters })] : []),
    ...(complaints > 0 ? [t('cases.notice.complaints', { count: complaints })] : []),
  ];
  return parts.join('\n');
}

/** Shows a desktop notice when work arrives for a position of this account while the program runs. */
export function useWorkNotices(): void {
  const t = useTexts();
  const office = useOffice();
  const clock = useClock();
  const notifier = useNotifier();
  const navigate = useNavigate();
  useEffect(() => {
    let known: ReadonlySet<string> | null = null;
    const look = (): void => {
      // What the first sync brings is not news, and neither is what comes before all of it was read.
      if (office.sync().first !== null) return;
      const now = workOf(office, todayWib(clock.now()));
      const arrived = newWork(known, now);
      known = new Set(now.map(({ key }) => key));
      if (arrived.length === 0 || notifier.permission() !== 'granted') return;
      notifier.show(t('cases.notice.title'), noticeText(t, arrived), () => void navigate('/tugas'));
    };
    look();
    return office.onChange(({ letters, records, masters }) => {
      if (letters || records || masters) look();
    });
  }, [office, clock, notifier, t, navigate]);
}
