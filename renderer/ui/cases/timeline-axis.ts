import { dueDate } from '../../../shared/cases/clock.ts';
import type { TimelineStep } from '../../../shared/cases/timeline.ts';
import { monthShort, shortDate } from '../../../shared/dates/indonesian.ts';
import { addDays, addMonths, daysBetween, parsePlainDate, type PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Texts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';

/** The days a chart shows, first and last. */
export interface Axis {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** One bar: what it stands for, its days, and that in words. */
export interface Bar {
  readonly kind: 'plan' | 'work' | 'wait';
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly text: string;
}

/** Months named over a chart, at most: so many have room at 150 %. */
const maxNamed = 4;

const days = ({ from, until }: Axis): number => Math.max(1, daysBetween(from, until));

/** How far from the left end of a chart a day is, in percent of its width. */
export function placeOf(axis: Axis, day: PlainDate): number {
  return Math.min(100, Math.max(0, (100 * daysBetween(axis.from, day)) / days(axis)));
}

/** The bars of a step, each on a line of its own: the plan, then rounds and waits as they followed one another. */
export function barsOf(t: Texts, entry: TimelineStep, today: PlainDate): readonly Bar[] {
  const bar = (kind: Bar['kind'], from: PlainDate, until: PlainDate, text: string): Bar => ({
    kind,
    from,
    until,
    text,
  });
  const span = (from: PlainDate, until: PlainDate) => ({ from: shortDate(from), until: shortDate(until) });
  const done = entry.rounds.map(({ from, on }, at) =>
    bar('work', from, on, t('cases.timeline.bar.work', { round: at + 1, ...span(from, on) })),
  );
  const running =
    entry.since === null
      ? []
      : [
          bar(
            'work',
            entry.since,
            today < entry.since ? entry.since : today,
            t('cases.timeline.bar.running', { round: entry.rounds.length + 1, from: shortDate(entry.since) }),
          ),
        ];
  const waits = entry.waits.map(({ from, until }) =>
    until === null
      ? bar('wait', from, today < from ? from : today, t('cases.timeline.stillWaiting', { from: shortDate(from) }))
      : bar('wait', from, until, t('cases.timeline.waiting', span(from, until))),
  );
  const actual = [...done, ...running, ...waits].toSorted((a, b) =>
    a.from === b.from ? daysBetween(b.until, a.until) : daysBetween(b.from, a.from),
  );
  const { plannedFrom, planned } = entry;
  return [bar('plan', plannedFrom, planned, t('cases.timeline.bar.plan', span(plannedFrom, planned))), ...actual];
}

/** The days between which everything of a case lies: its plan, its bars and, while it runs, today. */
export function axisOf({ service, found }: KnownCase, bars: readonly Bar[], today: PlainDate | null): Axis {
  const all = [
    found.received,
    dueDate(service, found.received),
    ...(today === null ? [] : [today]),
    ...bars.flatMap(({ from, until }) => [from, until]),
  ].toSorted();
  const [from = found.received] = all;
  const last = all.at(-1) ?? from;
  // A bar that ends on the last day has room to be seen.
  return { from, until: addDays(last, 1 + Math.ceil(daysBetween(from, last) / 50)) };
}

/** The first days of the months a chart names, every second or later one where it spans many; the first of a year says which. */
export function monthsOf(axis: Axis): readonly { readonly day: PlainDate; readonly name: string }[] {
  const starts: PlainDate[] = [];
  for (let day = addMonths(`${axis.from.slice(0, 7)}-01`, 1); day <= axis.until; day = addMonths(day, 1)) {
    starts.push(day);
  }
  const every = Math.ceil(starts.length / maxNamed);
  const named = starts.filter((_, at) => at % every === 0).map((day) => ({ ...parsePlainDate(day), start: day }));
  return named.map(({ start, month = 1, year = 0 }, at) => {
    const name = monthShort[month - 1] ?? '';
    const changes = year !== (named[at - 1]?.year ?? (named.at(-1)?.year === year ? 0 : year));
    return { day: start, name: changes ? `${name} ${year}` : name };
  });
}
