import type { ActOf, CaseAct } from '../../../shared/cases/case.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { keepUnknown } from '../../../shared/result.ts';
import type { ServiceDefinition, StepDefinition } from '../../../shared/services/definition.ts';
import { serviceAt } from '../../../shared/services/edition.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import type { Texts } from '../texts/index.ts';

/** What the history needs to know beside the act itself. */
export interface ActNames {
  readonly service: ServiceDefinition;
  readonly person: (id: string) => string;
  readonly letter: (id: string) => string;
  /** Ids of records that do not count, because the step was finished elsewhere first. */
  readonly aside: ReadonlySet<string>;
  /** Code of the step a record is of. */
  readonly stepOfRecord: (id: string) => string;
  /** Which time a step was done in a round of the case. */
  readonly turn: (step: string, round: number) => number;
}

/** What a correction changed, as the form calls it. */
export function correctedLabels(
  t: Texts,
  step: StepDefinition | undefined,
  { fields, ...rest }: ActOf<'correct'>['set'],
): readonly string[] {
  const own = Object.keys(fields ?? {}).map((key) => step?.fields.find((one) => one.key === key)?.label ?? key);
  const names = {
    outcome: t('cases.correct.outcome'),
    note: t('cases.form.note'),
    finishedOn: t('cases.form.finishedOn'),
  };
  return [...own, ...Object.keys(rest).map((key) => names[key as keyof typeof names])];
}

/** An act in one line: what was done. */
export function actText(
  t: Texts,
  act: CaseAct,
  { service, person, letter, aside, stepOfRecord, turn }: ActNames,
): string {
  const recordStep = (id: string) => stepOf(stepOfRecord(id));
  const stepOf = (code: string) => service.steps.find((step) => step.code === code);
  switch (act.kind) {
    case 'finish': {
      const step = stepOf(act.step);
      const outcome = step?.outcomes.find(({ code }) => code === act.outcome)?.label ?? act.outcome;
      const values = {
        step: step?.title ?? act.step,
        round: t('cases.round', { round: turn(act.step, act.round) }),
        outcome,
      };
      return t(aside.has(act.id) ? 'cases.history.finishTooLate' : 'cases.history.finish', values);
    }
    case 'draft': {
      const step = stepOf(act.step);
      const label = (key: string): string => step?.fields.find((field) => field.key === key)?.label ?? key;
      const fields = Object.keys(act.set).map(label).join(', ');
      return t('cases.history.draft', { step: step?.title ?? act.step, fields });
    }
    case 'requirement': {
      const title = service.requirements.find(({ code }) => code === act.code)?.title ?? act.code;
      return t(act.present ? 'cases.history.requirementPresent' : 'cases.history.requirementAbsent', { title });
    }
    case 'handIn': {
      const title = service.requirements.find(({ code }) => code === act.code)?.title ?? act.code;
      const values = { title, name: act.scan.name };
      return t(act.onBehalf ? 'cases.history.handInOnBehalf' : 'cases.history.handIn', values);
    }
    case 'document': {
      const title = stepOf(act.step)?.documents.find(({ code }) => code === act.code)?.title ?? act.code;
      return t('cases.history.document', { title, number: act.number, date: longDate(act.date) });
    }
    case 'team':
      return act.people.length === 0
        ? t('cases.history.noTeam')
        : t('cases.history.team', { people: act.people.map(person).join(', ') });
    case 'resume':
      return t('cases.history.resume', { date: longDate(act.on) });
    case 'withdraw':
      return t('cases.history.withdraw');
    case 'maintain':
      return t('cases.history.maintain', { date: longDate(act.on) });
    case 'link':
      return t('cases.history.link', { letter: letter(act.letterId) });
    case 'service':
      return t('cases.history.service', { service: serviceAt(serviceByCode(act.service), act)?.title ?? act.service });
    case 'correct': {
      const labels = correctedLabels(t, recordStep(act.of), act.set);
      return t('cases.history.correct', { step: recordStep(act.of)?.title ?? '', what: labels.join(', ') });
    }
    case 'title':
      return t('cases.history.title', { title: act.title });
    default:
      return keepUnknown(act, t('cases.history.unknown'));
  }
}

/** The free text of an act. */
export function actNote(act: CaseAct): string {
  if ('note' in act) return act.note;
  if ('reason' in act) return act.reason;
  return 'remark' in act ? act.remark : '';
}
