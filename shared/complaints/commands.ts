import { z } from 'zod';
import { defineCommand, type Command, type Target, type View } from '../commands/command.ts';
import { stamp } from '../letters/close.ts';
import { holdDates, sureArgs, type Sure } from '../dates/pairs.ts';
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

const mayAct =
  (kind: ComplaintAct['kind']) =>
  (view: View, target: Target | null, who: Who): Refusal | null => {
    const complaint = target && view.get<Complaint>('complaint', target.id);
    if (!complaint) return refuse('NO_SUCH_COMPLAINT');
    if (!mayRecord(who)) return refuse('NO_RIGHT_TO_COMPLAINTS');
    const { phase, holder } = complaintState(complaint);
    if (leading.includes(kind) && !mayLead(who, holder)) return refuse('NOT_COMPLAINT_HOLDER');
    if (kind === 'link') return null;
    const over = phase === 'closed' || phase === 'passed-on';
    if (kind === 'reopen') return over || phase === 'answered' ? null : refuse('COMPLAINT_STILL_OPEN');
    return over ? refuse('COMPLAINT_CLOSED') : null;
  };

/** A complaint came in before anything was done about it, and a reply before it was closed or opened again. */
function checkDates(view: View, { complaintId, act, sure }: ActArgs, { day }: Who): readonly Refusal[] {
  const complaint = view.get<Complaint>('complaint', complaintId);
  if (!complaint || !('on' in act)) return [];
  const at = { field: 'on', sure };
  const reply = complaint.acts.findLast((known) => known.kind === 'reply');
  const follows = act.kind === 'close' || act.kind === 'reopen';
  const early = holdDates('ACT_BEFORE_COMPLAINT', [complaint.received, act.on], at);
  return [
    ...(follows && early.length === 0 ? holdDates('ACT_BEFORE_REPLY', [reply?.on, act.on], at) : early),
    ...holdDates('ACT_IN_FUTURE', [act.on, day], at),
  ];
}

function checkAct(view: View, args: ActArgs, who: Who): readonly Refusal[] {
  const { act } = args;
  const unknown = act.kind === 'assign' && !view.get('position', act.position);
  return [...(unknown ? [refuse('UNKNOWN_POSITION', { field: 'position' })] : []), ...checkDates(view, args, who)];
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
    ...holdDates('RECEIVED_IN_FUTURE', [received, day], { field: 'received', sure }),
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
    target: ({ complaintId }) => ({ type: 'complaint', id: complaintId }),
    reduce(doc, { act }, ctx) {
      if (!doc || doc.acts.some((known) => known.id === ctx.opId)) return doc;
      return { ...doc, acts: [...doc.acts, { ...act, ...stamp(ctx) }] };
    },
    may: mayAct(kind),
    check: checkAct,
  });

export const complaintCommands = [
  recordComplaint,
  ...(Object.keys(complaintActArgs) as ComplaintAct['kind'][]).map(recorder),
] as const;
