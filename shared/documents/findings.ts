import type { CaseState, FieldValue, FieldValues } from '../cases/case.ts';
import type { FlatField, ServiceDefinition } from '../services/definition.ts';
import type { FindingsPart } from './document-layout.ts';
import { fieldsBefore, stateAtIssue, stepFields, type DocumentSource } from './document-source.ts';
import { nothingEntered, valueText } from './value-text.ts';

type Cells = Readonly<Record<string, FieldValue>>;
type Row = Readonly<Record<string, string>>;

/** The state of a finding that needs nothing more; whatever else is said of it, or nothing, leaves it open. */
const settled = 'selesai';

const rowsOf = (fields: FieldValues, key: string): readonly Cells[] => {
  const value = fields[key];
  return Array.isArray(value) ? (value as readonly Cells[]) : [];
};
const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value.trim() : '');

function columnsOf(service: ServiceDefinition, step: string, key: string): readonly FlatField[] {
  const field = service.steps.find(({ code }) => code === step)?.fields.find((one) => one.key === key);
  return field?.kind === 'rows' ? field.columns : [];
}

/** A finding as the newest record of its step says it. */
interface Found {
  readonly step: string;
  /** How many records there were before the one it stands in. */
  readonly at: number;
  readonly cells: Cells;
}

/** What the step that answers findings said of one, and how many records there were before it said so. */
interface Answer {
  readonly at: number;
  readonly round: number;
  readonly cells: Cells;
}

interface Finding {
  readonly row: Row;
  readonly open: boolean;
}

const numberOf = ({ cells }: Found | Answer): string => textOf(cells['nomor']);

function foundBy(step: string, { entry }: DocumentSource, { records, ...state }: CaseState): readonly Found[] {
  const of = records.findLastIndex((one) => one.step === step && one.round <= entry.round && !one.aside);
  const rows = rowsOf(fieldsBefore({ ...state, records }, step, entry.round), 'temuan');
  return rows.map((cells) => ({ step, at: of < 0 ? records.length : of, cells }));
}

/** Answers of every round so far, the oldest first; those of the present round as they are entered so far. */
function answersUpTo({ entry }: DocumentSource, state: CaseState, key: string): readonly Answer[] {
  const records = state.records.flatMap((one, at) =>
    one.step === entry.step && one.round <= entry.round && !one.aside ? [{ ...one, at }] : [],
  );
  const isOpen = state.step === entry.step && state.round === entry.round;
  const recorded = isOpen ? undefined : records.findLast(({ round }) => round === entry.round);
  const at = recorded?.at ?? state.records.length;
  const rounds = [
    ...records.filter(({ round }) => round < entry.round),
    { at, round: entry.round, fields: stepFields(state, entry.step, entry.round) },
  ];
  return rounds.flatMap(({ at, round, fields }) => rowsOf(fields, key).map((cells) => ({ at, round, cells })));
}

/** Findings an answer may mean: of its number and, where it says so, of its source, and made before it was given. */
function meantBy(answer: Answer, found: readonly Found[]): readonly Found[] {
  const source = textOf(answer.cells['asal']);
  const number = numberOf(answer);
  return found.filter(
    (one) => number !== '' && numberOf(one) === number && one.at < answer.at && (source === '' || source === one.step),
  );
}

const isSettled = (cells: Cells | undefined): boolean => textOf(cells?.['keadaan']) === settled;

function findingsOf({ answers }: FindingsPart, source: DocumentSource): readonly Finding[] {
  const { service, entry } = source;
  const state = stateAtIssue(source);
  const columns = columnsOf(service, entry.step, answers);
  const sources = columns.find(({ key }) => key === 'asal');
  const found = sources?.kind === 'choice' ? sources.choices.flatMap(({ code }) => foundBy(code, source, state)) : [];
  const given = answersUpTo(source, state, answers).map((answer) => ({ ...answer, means: meantBy(answer, found) }));

  const made = (one: Found | null, answer: Cells | undefined): Row => {
    const ownColumns = one ? columnsOf(service, one.step, 'temuan') : [];
    const cell = (of: readonly FlatField[], cells: Cells | undefined, key: string): string => {
      const column = of.find((known) => known.key === key);
      return column ? valueText(column, cells?.[key], true) : nothingEntered;
    };
    const answered = isSettled(answer) ? cell(columns, answer, 'keadaan') : 'Terbuka';
    return {
      nomor: textOf((one?.cells ?? answer)?.['nomor']) || nothingEntered,
      asal: cell(columns, one ? { asal: one.step } : answer, 'asal'),
      tingkat: cell(ownColumns, one?.cells, 'tingkat'),
      uraian: cell(ownColumns, one?.cells, 'uraian'),
      perbaikan: cell(columns, answer, 'perbaikan'),
      keadaan: isSettled(one?.cells) ? cell(ownColumns, one?.cells, 'keadaan') : answered,
      tanggal: cell(columns, answer, 'tanggal'),
    };
  };
  const listed = found.map((one): Finding => {
    // An answer that may mean two findings settles neither.
    const answer = given.findLast(({ means }) => means.length === 1 && means[0] === one)?.cells;
    return { row: made(one, answer), open: !isSettled(one.cells) && !isSettled(answer) };
  });
  const others = given.filter(({ round, means }) => round === entry.round && means.length !== 1);
  // The findings that one of these may mean are counted themselves.
  const counts = ({ cells, means }: (typeof others)[number]): boolean => means.length === 0 && !isSettled(cells);
  return [...listed, ...others.map((one): Finding => ({ row: made(null, one.cells), open: counts(one) }))];
}

/** Every finding with what was done about it, also one that nobody answered. */
export function findingRows(part: FindingsPart, source: DocumentSource): readonly Row[] {
  return findingsOf(part, source).map(({ row }) => row);
}

/** How many findings nobody has settled. */
export function openFindings(part: FindingsPart, source: DocumentSource): number {
  return findingsOf(part, source).filter(({ open }) => open).length;
}
