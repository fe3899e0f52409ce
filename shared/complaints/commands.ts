import { z } from 'zod';
import { defineCommand, type Command, type Target, type View } from '../commands/command.ts';
import { stamp } from '../letters/close.ts';
import { sameValue } from '../commands/merge-fields.ts';
import { holdDates, holdFuture, sureArgs, type Sure } from '../dates/pairs.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import { id, line, plainDate, requiredLine, requiredText, text } from '../letters/fields.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { complaintState } from './complaint-state.ts';
import {
  complaintChannels,
  complaintKinds,
  laporClasses,
  type Complaint,
  type ComplaintAct,
  type LaporClass,
} from './complaint.ts';
import { asCorrected, correctableFields, withValues } from './corrected.ts';
import { complaintLeaders } from './leaders.ts';

const laporClass = z.enum(Object.keys(laporClasses) as [LaporClass, ...LaporClass[]]);
const about = { service: id.nullable(), caseId: id.nullable(), letterId: id.nullable() } as const;

const nobody = { name: '', contact: '' } as const;

/** What a rule between fields reads: it runs also while other fields are wrong, so that all are said at once. */
interface Between {
  readonly channel?: unknown;
  readonly trackingId?: unknown;
  readonly anonymous?: unknown;
  readonly reporter?: { readonly name?: unknown } | null | undefined;
}

const requiredAt = (...path: string[]) => ({
  message: 'REQUIRED',
  path,
  when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
});
const isTracked = ({ channel, trackingId }: Between): boolean => channel !== 'lapor' || trackingId !== '';
const isNamed = ({ anonymous, reporter }: Between): boolean => anonymous !== false || reporter?.name !== '';

/** An anonymous complaint keeps nothing of its reporter, whatever stood in the form. */
const recordArgs = z
  .object({
    complaintId: id,
    kind: z.enum(complaintKinds),
    channel: z.enum(complaintChannels),
    trackingId: line(100),
    received: plainDate,
    reporter: z.object({ name: line(200), contact: line(200) }),
    anonymous: z.boolean(),
    secret: z.boolean(),
    subject: requiredLine(),
    text: requiredText(),
    class: laporClass,
    ...about,
    ...sureArgs,
  })
  .refine(isTracked, requiredAt('trackingId'))
  .refine(isNamed, requiredAt('reporter', 'name'))
  .transform((args) => (args.anonymous ? { ...args, reporter: nobody } : args));
export type RecordComplaintArgs = z.infer<typeof recordArgs>;

/** What an act contains before it has a stamp. */
export type NewComplaintAct = {
  [K in ComplaintAct['kind']]: Omit<Extract<ComplaintAct, { kind: K }>, 'id' | 'at' | 'by' | 'desk'>;
}[ComplaintAct['kind']];

/** The arguments of each act, without the complaint. */
export const complaintActArgs = {
  classify: z.object({ class: laporClass }),
  assign: z.object({ position: id }),
  'follow-up': z.object({ on: plainDate, text: requiredText() }),
  reply: z.object({ on: plainDate, text: requiredText(), number: line(200) }),
  'pass-on': z.object({ to: requiredLine(), on: plainDate, reason: requiredText(2000) }),
  close: z.object({ on: plainDate, note: text(2000) }),
  reopen: z.object({ on: plainDate, reason: requiredText(2000) }),
  /** What it names is changed, null takes a link away; what it does not name stays. */
  link: z.object(about).partial(),
  correct: z.object({
    of: id,
    set: z
      .object({
        received: plainDate,
        kind: z.enum(complaintKinds),
        channel: z.enum(complaintChannels),
        trackingId: line(100),
        reporter: z.object({ name: line(200), contact: line(200) }),
        subject: requiredLine(),
        text: requiredText(),
        class: laporClass,
        position: id,
        on: plainDate,
        number: line(200),
        to: requiredLine(),
        reason: requiredText(2000),
        note: text(2000),
      })
      .partial(),
    undo: z.boolean().optional(),
    reason: requiredLine(2000),
  }),
} as const satisfies Record<ComplaintAct['kind'], z.ZodObject>;

interface ActArgs {
  readonly complaintId: string;
  readonly act: NewComplaintAct;
  readonly sure?: Sure;
}

const mayRecord = (who: Who): boolean => who.rights.has('book') || who.positions.length > 0;

const mayLead = (who: Who, holder: string | null): boolean =>
  who.rights.has('book') ||
  who.positions.some((position) => position === holder || complaintLeaders.includes(position));

const leading: readonly ComplaintAct['kind'][] = ['assign', 'pass-on', 'close'];

/** Whoever may record an act may correct it; what takes the lead to record takes it to correct. */
function mayCorrectAct(
  complaint: Complaint,
  part: string | undefined,
  who: Who,
  holder: string | null,
): Refusal | null {
  if (part === undefined || part === complaint.id) return null;
  const act = complaint.acts.find(({ id: known }) => known === part);
  if (!act) return refuse('INVALID', { field: 'of' });
  if (leading.includes(act.kind) && !mayLead(who, holder)) return refuse('NOT_COMPLAINT_HOLDER');
  return asCorrected(complaint).acts.some(({ id: known }) => known === part) ? null : refuse('NO_SUCH_RECORD');
}

const mayAct =
  (kind: ComplaintAct['kind']) =>
  (view: View, target: Target | null, who: Who): Refusal | null => {
    const complaint = target && view.get<Complaint>('complaint', target.id);
    if (!complaint) return refuse('NO_SUCH_COMPLAINT');
    if (!mayRecord(who)) return refuse('NO_RIGHT_TO_COMPLAINTS');
    const { phase, holder } = complaintState(complaint);
    if (leading.includes(kind) && !mayLead(who, holder)) return refuse('NOT_COMPLAINT_HOLDER');
    if (kind === 'link') return null;
    if (kind === 'correct') return mayCorrectAct(complaint, target.part, who, holder);
    const over = phase === 'closed' || phase === 'passed-on';
    if (kind === 'reopen') return over || phase === 'answered' ? null : refuse('COMPLAINT_STILL_OPEN');
    return over ? refuse('COMPLAINT_CLOSED') : null;
  };

const checkPosition = (view: View, position: string): readonly Refusal[] =>
  view.get('position', position) ? [] : [refuse('UNKNOWN_POSITION', { field: 'position' })];

type NewCorrection = Extract<NewComplaintAct, { kind: 'correct' }>;

/** What a complaint or act cannot say: a field it does not have, or less than its own command asks for. */
function checkSet(view: View, now: Complaint | ComplaintAct, set: NewCorrection['set']): readonly Refusal[] {
  const fields = correctableFields(now);
  const foreign = Object.keys(set).filter((key) => !fields.has(key));
  if (foreign.length > 0) return foreign.map((field) => refuse('INVALID', { field }));
  const next = withValues(now, set);
  if (!('acts' in next)) return next.kind === 'assign' ? checkPosition(view, next.position) : [];
  return [
    ...(isTracked(next) ? [] : [refuse('REQUIRED', { field: 'trackingId' })]),
    ...(isNamed(next) ? [] : [refuse('REQUIRED', { field: 'reporter.name' })]),
  ];
}

/** A correction changes something of what it names, and what it changes a date to is one that can be. */
function checkCorrection(
  view: View,
  complaint: Complaint,
  { of, set, undo }: NewCorrection,
  { sure, day }: { readonly sure: Sure; readonly day: PlainDate | undefined },
): readonly Refusal[] {
  const own = of === complaint.id;
  const now = own ? complaint : complaint.acts.find(({ id: known }) => known === of);
  if (!now) return [];
  if (own && undo === true) return [refuse('INVALID', { field: 'undo' })];
  const unfit = checkSet(view, now, set);
  if (unfit.length > 0) return unfit;
  const same = Object.entries(set).every(([key, value]) => sameValue(value, now[key as keyof typeof now]));
  const { received, on } = set as { readonly received?: PlainDate; readonly on?: PlainDate };
  return [
    ...(same && undo !== true ? [refuse('NOTHING_TO_CHANGE')] : []),
    ...holdFuture('RECEIVED_IN_FUTURE', received, day, { field: 'received', sure }),
    ...(own ? [] : holdDates('ACT_BEFORE_COMPLAINT', [complaint.received, on], { field: 'on', sure })),
    ...(own ? [] : holdFuture('ACT_IN_FUTURE', on, day, { field: 'on', sure })),
  ];
}

/** A complaint came in before anything was done about it, and a reply before it was closed or opened again. */
function checkDates(view: View, { complaintId, act, sure }: ActArgs, { day }: Who): readonly Refusal[] {
  const known = view.get<Complaint>('complaint', complaintId);
  const complaint = known && asCorrected(known);
  if (complaint && act.kind === 'correct') return checkCorrection(view, complaint, act, { sure, day });
  if (!complaint || !('on' in act)) return [];
  const at = { field: 'on', sure };
  const reply = complaint.acts.findLast((known) => known.kind === 'reply');
  const follows = act.kind === 'close' || act.kind === 'reopen';
  const early = holdDates('ACT_BEFORE_COMPLAINT', [complaint.received, act.on], at);
  return [
    ...(follows && early.length === 0 ? holdDates('ACT_BEFORE_REPLY', [reply?.on, act.on], at) : early),
    ...holdFuture('ACT_IN_FUTURE', act.on, day, at),
  ];
}

function checkAct(view: View, args: ActArgs, who: Who): readonly Refusal[] {
  const { act } = args;
  return [...(act.kind === 'assign' ? checkPosition(view, act.position) : []), ...checkDates(view, args, who)];
}

/**
 * A complaint, suggestion or remark came in (both published standards, part "pengaduan"). Whoever may book letters or
 * holds a position may record one. A fact: it was made, so it is never refused for the state of something else.
 */
export const recordComplaint = defineCommand<RecordComplaintArgs, Complaint>({
  name: 'complaint.record',
  version: 1,
  args: recordArgs,
  kind: 'fact',
  target: ({ complaintId }) => ({ type: 'complaint', id: complaintId }),
  reduce: (doc, { complaintId, sure: _sure, ...given }, ctx) =>
    doc ?? { id: complaintId, ...given, recorded: stamp(ctx), acts: [] },
  may: (_view, _target, who) => (mayRecord(who) ? null : refuse('NO_RIGHT_TO_COMPLAINTS')),
  check: (view, { complaintId, received, sure }, { day }) => [
    ...(view.get('complaint', complaintId) ? [refuse('COMPLAINT_RECORDED')] : []),
    ...holdFuture('RECEIVED_IN_FUTURE', received, day, { field: 'received', sure }),
  ],
});

/** Operation names: `complaint.reply`, `complaint.pass-on`, … */
export const complaintActName = (kind: ComplaintAct['kind']): string => `complaint.${kind}`;

/**
 * One command per act. Whoever may record may also classify, follow up, answer, link and reopen. To assign, pass on and
 * close takes the position it was given to, the right to book, or the position of the head or the secretary. All are
 * facts: an answer that was given is kept, at worst flagged because the complaint was closed meanwhile.
 */
const recorder = (kind: ComplaintAct['kind']): Command<ActArgs, Complaint> =>
  defineCommand<ActArgs, Complaint>({
    name: complaintActName(kind),
    version: 1,
    args: z
      .object({ complaintId: id, act: complaintActArgs[kind], ...sureArgs })
      .transform(({ act, ...rest }): ActArgs => ({ ...rest, act: { kind, ...act } as NewComplaintAct })),
    kind: 'fact',
    namesIn: ['act'],
    target: ({ complaintId }) => ({ type: 'complaint', id: complaintId }),
    reduce(doc, { act }, ctx) {
      if (!doc || doc.acts.some((known) => known.id === ctx.opId)) return doc;
      return { ...doc, acts: [...doc.acts, { ...act, ...stamp(ctx) }] };
    },
    about: ({ act }) => (act.kind === 'correct' ? { part: act.of } : {}),
    may: mayAct(kind),
    check: checkAct,
  });

export const complaintCommands = [
  recordComplaint,
  ...(Object.keys(complaintActArgs) as ComplaintAct['kind'][]).map(recorder),
] as const;
