import { z } from 'zod';
import { defineCommand, type Command, type Target, type View } from '../commands/command.ts';
import { sureArgs, type Sure } from '../dates/pairs.ts';
import { frozenArgs } from '../documents/edition.ts';
import { scanArgs } from '../letters/attach-scan.ts';
import { id, line, plainDate, requiredLine, text } from '../letters/fields.ts';
import { securities } from '../letters/letter.ts';
import { stamp } from '../letters/close.ts';
import type { Who } from '../people/who.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import { currentServices, editionId, serviceAt, type ServiceEdition, type Versioned } from '../services/edition.ts';
import { sameEdition, versionArgs } from '../services/edition-args.ts';
import { mapOf } from '../sync/bounds.ts';
import { takesPart } from './actors.ts';
import { standingOf } from './case-state.ts';
import type { Case, CaseAct } from './case.ts';
import { checkCorrection } from './check-correction.ts';
import { checkActDates } from './dates.ts';
import { withAct } from './drafts.ts';
import { fieldValues, maxFields } from './fields.ts';
import { checkHandIn, mayHandIn } from './hand-in.ts';
import { checkAct, mayAct, stepIn, stepPart, type NewAct } from './step.ts';

const openArgs = z.object({
  caseId: id,
  service: id,
  letterId: id,
  agency: z.object({ id: id.nullable(), name: requiredLine() }),
  title: requiredLine(4000),
  received: plainDate,
  security: z.enum(securities),
  readers: z.array(id).max(100),
  ...versionArgs,
});
export type OpenCaseArgs = z.infer<typeof openArgs>;

const code = z.string().min(1).max(60);
const round = z.number().int().min(1).max(1000);
const reason = z.string().pipe(text(2000));

/** The arguments of each act, without the case. */
export const actArgs = {
  finish: z.object({
    step: code,
    round,
    outcome: code,
    fields: fieldValues,
    note: reason,
    onBehalf: z.boolean(),
    // Checked with the rest of the form, so that a wrong day does not hide what else is missing.
    finishedOn: line(40),
  }),
  draft: z.object({
    step: code,
    round,
    set: fieldValues,
    over: mapOf(code, id.nullable(), maxFields, 'TOO_MANY_FIELDS').optional(),
  }),
  requirement: z.object({ code, present: z.boolean(), scanId: id.nullable(), remark: line(500) }),
  handIn: z.object({ code, scan: scanArgs, remark: line(500), onBehalf: z.boolean() }),
  document: z.object({
    step: code,
    round,
    code,
    number: requiredLine(200),
    date: plainDate,
    signer: z.object({ position: id, person: id.nullable(), behalf: z.array(id).max(2).optional() }).nullable(),
    content: mapOf(code, text(8000), maxFields, 'TOO_MANY_FIELDS'),
    electronic: z
      .object({ by: requiredLine(200), issuer: requiredLine(200), at: line(40), reference: line(200) })
      .optional(),
    frozen: frozenArgs.optional(),
    replaces: id.optional(),
  }),
  team: z.object({ people: z.array(id).max(50), positions: z.array(id).max(200).optional() }),
  resume: z.object({ on: plainDate, note: reason }),
  withdraw: z.object({ reason: requiredLine(2000) }),
  maintain: z.object({ on: plainDate, note: requiredLine(2000) }),
  link: z.object({ letterId: id }),
  service: z.object({ service: id, reason: requiredLine(500), ...versionArgs }),
  title: z.object({ title: requiredLine(4000) }),
  correct: z.object({
    of: id,
    set: z.object({ fields: fieldValues, outcome: code, note: reason, finishedOn: line(40) }).partial(),
    reason: requiredLine(2000),
  }),
} as const satisfies Record<CaseAct['kind'], z.ZodObject>;

interface ActArgs {
  readonly caseId: string;
  readonly act: NewAct;
  readonly sure?: Sure;
}

/** The command that makes a case. */
export const openCaseName = 'case.open';

/** Versions above the first; what was added to a command since is optional, so that lifting changes nothing. */
const versions: Partial<Record<CaseAct['kind'], number>> = { document: 2, service: 2 };

const unchanged = (args: unknown): unknown => args;

/** Operation names: `case.finish`, `case.requirement`, … */
export const actName = (kind: CaseAct['kind']): string => `case.${kind}`;

/**
 * The commands of cases over a set of services. All acts are facts: what an officer did with a request happened, so a
 * record that comes too late is kept beside the others and flagged, never lost.
 */
export function makeCaseCommands(services: readonly ServiceDefinition[]): readonly Command<never, Case>[] {
  const find = (service: string): ServiceDefinition | null => services.find((one) => one.code === service) ?? null;

  /** The service in that version; null for one that nobody published as it is given here. */
  const publishedAt = (view: View, given: Versioned & { readonly service: string }): ServiceDefinition | null => {
    const { edition, version } = given;
    const known = edition && view.get<ServiceEdition>('service', editionId(given.service, edition.version));
    const isKnown = !edition || (edition.version === version && known != null && sameEdition(known, edition));
    return isKnown ? serviceAt(find(given.service), given) : null;
  };

  const open = defineCommand<OpenCaseArgs, Case>({
    name: openCaseName,
    version: 2,
    upcast: { 1: unchanged },
    args: openArgs,
    kind: 'fact',
    target: ({ caseId }) => ({ type: 'case', id: caseId }),
    reduce: (doc, { caseId, ...given }, ctx) => doc ?? { id: caseId, ...given, opened: stamp(ctx), acts: [] },
    may: (view, _target, who) =>
      currentServices(services, view.all<ServiceEdition>('service')).some(({ service }) =>
        takesPart(service, { team: [] }, who),
      )
        ? null
        : refuse('NOT_IN_THIS_SERVICE'),
    check(view, args, who) {
      const service = publishedAt(view, args);
      const outside = service !== null && !takesPart(service, { team: [] }, who);
      return [
        ...(service ? [] : [refuse('UNKNOWN_SERVICE', { field: 'service' })]),
        ...(args.edition?.closed === true ? [refuse('SERVICE_CLOSED', { field: 'service' })] : []),
        ...(view.get('case', args.caseId) ? [refuse('CASE_OPEN')] : []),
        ...(outside ? [refuse('NOT_IN_THIS_SERVICE', { field: 'service' })] : []),
      ];
    },
  });

  /** A case as it stands; null when it is not here or of a service nobody here knows. */
  const standingCase = (view: View, id: string | undefined) => {
    const found = id === undefined ? null : view.get<Case>('case', id);
    const standing = found && standingOf(found, find);
    return found && standing ? { found, ...standing } : null;
  };

  /** A step of a service the case was of before it was given to another one: it was done, and comes late. */
  const lateStep = (found: Case, service: ServiceDefinition, step: string, who: Who): Refusal | null => {
    const has = (one: ServiceDefinition | null): one is ServiceDefinition =>
      one !== null && one.steps.some(({ code }) => code === step);
    const named = [found, ...found.acts.flatMap((act) => (act.kind === 'service' ? act : []))];
    const before = has(service) ? undefined : named.map((one) => serviceAt(find(one.service), one)).find(has);
    if (!before) return null;
    return takesPart(before, { team: [] }, who) ? refuse('STEP_ALREADY_DONE') : refuse('NOT_YOUR_STEP');
  };

  const check = (view: View, { caseId, act, sure }: ActArgs, who: Who): readonly Refusal[] => {
    const known = standingCase(view, caseId);
    const unknown = act.kind === 'service' && !publishedAt(view, act);
    return [
      ...(unknown ? [refuse('UNKNOWN_SERVICE', { field: 'service' })] : []),
      ...(known && act.kind === 'handIn' ? checkHandIn(known.service, known.state, act, who) : []),
      ...(known ? checkAct(known.service, known.state, act, who) : []),
      ...(known && act.kind === 'correct' ? checkCorrection(act, { ...known, find, sure, day: who.day }, who) : []),
      ...(known ? checkActDates(act, { ...known, steps: known.service.steps, sure, day: who.day }) : []),
    ];
  };

  const may =
    (kind: CaseAct['kind']) =>
    (view: View, target: Target | null, who: Who): Refusal | null => {
      const known = standingCase(view, target?.id);
      if (!known) {
        const isOutside = !services.some((one) => takesPart(one, { team: [] }, who));
        return view.get('case', target?.id ?? '') && isOutside ? refuse('NOT_IN_THIS_SERVICE') : refuse('NO_SUCH_CASE');
      }
      const { found, state, service } = known;
      const part = target?.part;
      if (kind === 'handIn') return mayHandIn(service, state, part, who);
      const late = kind === 'finish' && part !== undefined ? lateStep(found, service, stepIn(part), who) : null;
      return late ?? mayAct(service, state, kind, part, who);
    };

  const recorder = (kind: CaseAct['kind']): Command<ActArgs, Case> =>
    defineCommand<ActArgs, Case>({
      name: actName(kind),
      version: versions[kind] ?? 1,
      upcast: Object.fromEntries(Array.from({ length: (versions[kind] ?? 1) - 1 }, (_, i) => [i + 1, unchanged])),
      args: z
        .object({ caseId: id, act: actArgs[kind], ...sureArgs })
        .transform(({ act, ...rest }): ActArgs => ({ ...rest, act: { kind, ...act } as NewAct })),
      kind: 'fact',
      namesIn: ['act'],
      target: ({ caseId }) => ({ type: 'case', id: caseId }),
      reduce(doc, { act }, ctx) {
        if (!doc || doc.acts.some((known) => known.id === ctx.opId)) return doc;
        return { ...doc, acts: withAct(doc.acts, { ...act, ...stamp(ctx) }) };
      },
      about({ act }) {
        if (act.kind === 'correct') return { part: act.of };
        if (act.kind === 'handIn') return { part: act.code };
        return act.kind === 'finish' ? { part: stepPart(act.step, act.round, act.outcome) } : {};
      },
      may: may(kind),
      check,
    });

  const kinds = Object.keys(actArgs) as CaseAct['kind'][];
  return [open, ...kinds.map(recorder)] as unknown as readonly Command<never, Case>[];
}
