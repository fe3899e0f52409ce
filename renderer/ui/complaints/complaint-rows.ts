import {
  complaintState,
  type ComplaintPhase,
  type ComplaintState,
} from '../../../shared/complaints/complaint-state.ts';
import {
  complaintChannels,
  complaintKinds,
  type Complaint,
  type ComplaintChannel,
  type ComplaintKind,
} from '../../../shared/complaints/complaint.ts';
import { deadline, type Deadline } from '../../../shared/complaints/deadline.ts';
import { isPlainDate, type PlainDate } from '../../../shared/dates/plain-date.ts';

/** A complaint with its state of today. */
export interface ComplaintRow {
  readonly complaint: Complaint;
  readonly state: ComplaintState;
  readonly deadline: Deadline | null;
}

export const complaintPhases = ['new', 'assigned', 'in-progress', 'answered', 'passed-on', 'closed'] as const;
export type ShownPhase = (typeof complaintPhases)[number];

/** The status people see: a new complaint that somebody was given is no longer new to them. */
export function shownPhase({ phase, holder }: Pick<ComplaintState, 'phase' | 'holder'>): ShownPhase {
  return phase === 'new' && holder !== null ? 'assigned' : phase;
}

/** Absent members do not filter. `open`: everything that still waits for the office. */
export interface ComplaintFilter {
  readonly text?: string;
  readonly phase?: ShownPhase | 'open';
  readonly late?: boolean;
  readonly kind?: ComplaintKind;
  readonly channel?: ComplaintChannel;
  readonly service?: string;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

const isOpen = (phase: ComplaintPhase): boolean => phase === 'new' || phase === 'in-progress';

/** Late ones first, the longest overdue on top; then by the next limit; what waits for nothing comes last, newest first. */
function byUrgency(a: ComplaintRow, b: ComplaintRow): number {
  const rank = ({ deadline: limit }: ComplaintRow): number =>
    limit === null ? 3 : limit.late ? 0 : limit.stage === 'answer' ? 2 : 1;
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  const [x, y] = [a.deadline?.date ?? '', b.deadline?.date ?? ''];
  if (x !== y) return x < y ? -1 : 1;
  return a.complaint.received < b.complaint.received ? 1 : -1;
}

/** Every complaint with its state, the late ones first. */
export function complaintRows(
  complaints: readonly Complaint[],
  holidays: ReadonlySet<PlainDate>,
  today: PlainDate,
): readonly ComplaintRow[] {
  return complaints
    .map((complaint): ComplaintRow => {
      const state = complaintState(complaint);
      return { complaint, state, deadline: deadline(complaint, holidays, today, state) };
    })
    .sort(byUrgency);
}

/** All words of the text occur in number, reporter, subject or text, in any case. */
export function matchesFilter({ complaint, state, deadline: limit }: ComplaintRow, filter: ComplaintFilter): boolean {
  const { trackingId, reporter, subject, text, received } = complaint;
  const hay = [trackingId, reporter.name, subject, text].join(' ').toLowerCase();
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every((word) => hay.includes(word)) &&
    (filter.phase === undefined ||
      (filter.phase === 'open' ? isOpen(state.phase) : shownPhase(state) === filter.phase)) &&
    (filter.late !== true || limit?.late === true) &&
    (filter.kind === undefined || complaint.kind === filter.kind) &&
    (filter.channel === undefined || complaint.channel === filter.channel) &&
    (filter.service === undefined || state.service === filter.service) &&
    (filter.from === undefined || received >= filter.from) &&
    (filter.to === undefined || received <= filter.to)
  );
}

/** The filter as an address, so that Back, a reload and the printed register bring the same list. */
export function filterToParams(filter: ComplaintFilter): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') params.set(name, value);
  };
  put('cari', filter.text);
  put('status', filter.phase);
  put('lewat', filter.late === true ? 'ya' : undefined);
  put('jenis', filter.kind);
  put('kanal', filter.channel);
  put('layanan', filter.service);
  put('dari', filter.from);
  put('sampai', filter.to);
  return params;
}

/** Reads {@link filterToParams} again; what is not understood does not filter. */
export function filterFromParams(params: URLSearchParams): ComplaintFilter {
  const text = params.get('cari') ?? '';
  const phase = [...complaintPhases, 'open' as const].find((one) => one === params.get('status'));
  const kind = complaintKinds.find((one) => one === params.get('jenis'));
  const channel = complaintChannels.find((one) => one === params.get('kanal'));
  const service = params.get('layanan') ?? '';
  const from = params.get('dari') ?? '';
  const to = params.get('sampai') ?? '';
  return {
    ...(text.trim() !== '' && { text }),
    ...(phase !== undefined && { phase }),
    ...(params.get('lewat') === 'ya' && { late: true }),
    ...(kind !== undefined && { kind }),
    ...(channel !== undefined && { channel }),
    ...(service !== '' && { service }),
    ...(isPlainDate(from) && { from }),
    ...(isPlainDate(to) && { to }),
  };
}

export function isFiltered(filter: ComplaintFilter): boolean {
  return filterToParams(filter).size > 0;
}
