import { holdDates, holdFuture, type Sure } from '../dates/pairs.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Refusal } from '../refusal.ts';
import { assertNever } from '../result.ts';
import type { FieldDefinition, StepDefinition } from '../services/definition.ts';
import { endedOn } from './case-line.ts';
import type { Case, CaseState, FieldValue, FieldValues } from './case.ts';
import type { NewAct } from './step.ts';

interface Dated {
  readonly found: Pick<Case, 'received'>;
  readonly state: CaseState;
  readonly steps: readonly StepDefinition[];
  readonly sure: Sure;
  /** Today; absent where nobody knows it. */
  readonly day: PlainDate | undefined;
}

const dateIn = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** The dates of a form that say what happened, each with its field; what is planned may lie ahead. */
function happened(fields: readonly FieldDefinition[], values: FieldValues): readonly (readonly [string, string])[] {
  return fields.flatMap((field) => {
    const value = values[field.key];
    if (field.kind === 'date') {
      const date = dateIn(value);
      return date === null || field.planned === true ? [] : [[`fields.${field.key}`, date] as const];
    }
    if (field.kind !== 'rows' || !Array.isArray(value)) return [];
    const rows = value as readonly Readonly<Record<string, FieldValue>>[];
    return rows.flatMap((row, i) =>
      happened(field.columns, row).map(([at, date]) => [`fields.${field.key}.${i}.${at.slice(7)}`, date] as const),
    );
  });
}

function checkFinish(act: Extract<NewAct, { kind: 'finish' }>, { found, state, steps, sure, day }: Dated) {
  const at = { field: 'finishedOn', sure };
  const step = steps.find(({ code }) => code === act.step);
  const { finishedOn, fields } = act;
  const last = state.records.findLast(({ aside }) => !aside)?.finishedOn;
  return [
    ...holdFuture('STEP_IN_FUTURE', finishedOn, day, at),
    ...holdDates('STEP_BEFORE_RECEIPT', [found.received, finishedOn], at),
    ...holdDates('STEP_BEFORE_LAST', [last, finishedOn], at),
    ...happened(step?.fields ?? [], fields).flatMap(([field, date]) =>
      holdDates('FIELD_AFTER_STEP', [date, finishedOn], { field, sure }),
    ),
    ...(step?.spans ?? []).flatMap(([from, to]) =>
      holdDates('FIELD_ENDS_EARLY', [dateIn(fields[from]), dateIn(fields[to])], { field: `fields.${to}`, sure }),
    ),
  ];
}

/** Dates of an act that cannot be beside those of its case, or that whoever enters them has to confirm. */
export function checkActDates(act: NewAct, dated: Dated): readonly Refusal[] {
  const { found, state, sure, day } = dated;
  switch (act.kind) {
    case 'finish':
      return checkFinish(act, dated);
    case 'resume': {
      const at = { field: 'on', sure };
      return [
        ...holdDates('COMPLETED_BEFORE_RETURN', [state.waits.at(-1)?.from, act.on], at),
        ...holdFuture('COMPLETED_IN_FUTURE', act.on, day, at),
      ];
    }
    case 'maintain': {
      const at = { field: 'on', sure };
      const early = holdDates('UPDATE_BEFORE_RECEIPT', [found.received, act.on], at);
      return [
        ...(early.length > 0 ? early : holdDates('UPDATE_BEFORE_END', [endedOn(state), act.on], at)),
        ...holdFuture('UPDATE_IN_FUTURE', act.on, day, at),
      ];
    }
    case 'document': {
      const at = { field: 'date', sure };
      return [
        ...holdDates('PAPER_BEFORE_RECEIPT', [found.received, act.date], at),
        ...holdFuture('PAPER_IN_FUTURE', act.date, day, at),
      ];
    }
    case 'draft':
    case 'requirement':
    case 'handIn':
    case 'team':
    case 'withdraw':
    case 'link':
    case 'service':
    case 'title':
    case 'correct':
      return [];
    default:
      return assertNever(act, 'act');
  }
}
