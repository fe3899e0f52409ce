import { tagOf } from '../documents/document-model.ts';
import { frozenLine } from '../documents/edition.ts';
import { isReplaced } from '../documents/editions.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { assertNever } from '../result.ts';
import type { Condition, Outcome, StepDefinition } from '../services/definition.ts';
import type { ActOf, CaseState, FieldValue } from './case.ts';

type Ending = Pick<ActOf<'finish'>, 'step' | 'round' | 'fields'>;

const plain = (value: FieldValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const rowsOf = (value: FieldValue | undefined): readonly Readonly<Record<string, unknown>>[] =>
  typeof value === 'object' && value !== null ? value : [];

/** The outcome a text speaks of; the longest name counts, for "TIDAK AMAN" has "AMAN" in it. */
function outcomeSaid({ outcomes }: StepDefinition, text: string): Outcome | null {
  const words = (said: string): string => ` ${said.toLocaleUpperCase('id').replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const spoken = words(text);
  // Whole words: "keamanan" says nothing of "aman".
  const named = outcomes.filter(({ label }) => spoken.includes(words(label)));
  return named.sort((a, b) => b.label.length - a.label.length)[0] ?? null;
}

/** What of the recorded report is not what the record says; empty when they agree or there is none yet. */
function differing(
  step: StepDefinition,
  state: CaseState,
  act: Ending,
  outcome: Outcome,
  { document, fields, text }: Extract<Condition, { kind: 'report' }>,
): readonly string[] {
  const report = state.documents.findLast(
    ({ id, code, step: at, round }) =>
      code === document && at === act.step && round === act.round && !isReplaced(state.documents, { id }),
  );
  if (!report) return [];
  const own = fields.flatMap((key) => {
    const field = step.fields.find((one) => one.key === key);
    const said = report.frozen ? frozenLine(report.frozen, tagOf(key)) : null;
    if (!field || said === null) return [];
    const code = plain(act.fields[key]);
    const value = field.kind === 'choice' ? (field.choices.find((one) => one.code === code)?.label ?? code) : code;
    return said.trim() === value ? [] : [field.label];
  });
  const spoken = outcomeSaid(step, report.content[text] ?? '');
  return spoken && spoken.code !== outcome.code ? [...own, spoken.label] : own;
}

function broken(
  step: StepDefinition,
  state: CaseState,
  act: Ending,
  outcome: Outcome,
  condition: Condition,
): Refusal | null {
  switch (condition.kind) {
    case 'settled': {
      const { field, column, values, state: keep, over } = condition;
      const open = rowsOf(act.fields[field]).some((row) => values.includes(String(row[column])) && row[keep] !== over);
      return open ? refuse('FINDINGS_OPEN', { field: `fields.${field}` }) : null;
    }
    case 'produced': {
      const made = state.records.findLast((record) => record.step === condition.step && !record.aside);
      const version = plain(made?.fields[condition.field]);
      if (!made || plain(act.fields[condition.same]) === version) return null;
      return refuse('NOT_PRODUCED', { field: `fields.${condition.same}`, params: { version } });
    }
    case 'issued': {
      const { document } = condition;
      const said = state.documents.some(
        ({ code, step: at, round }) => code === document && at === act.step && round === act.round,
      );
      return said ? null : refuse('LETTER_MISSING', { params: { document } });
    }
    case 'says':
      return act.fields[condition.field] === outcome.code
        ? null
        : refuse('VERDICT_DIFFERS', { field: `fields.${condition.field}`, params: { outcome: outcome.label } });
    case 'report': {
      const what = differing(step, state, act, outcome, condition);
      return what.length === 0 ? null : refuse('REPORT_DIFFERS', { params: { what: what.join(', ') } });
    }
    default:
      return assertNever(condition, 'condition');
  }
}

/**
 * What keeps an outcome from being recorded because it contradicts its own record or the paper on it. Asked of a new
 * record alone: what was recorded before there was such a rule stands.
 */
export function checkConditions(
  step: StepDefinition,
  state: CaseState,
  act: Ending,
  outcome: Outcome,
): readonly Refusal[] {
  return (outcome.conditions ?? []).flatMap((condition) => broken(step, state, act, outcome, condition) ?? []);
}
