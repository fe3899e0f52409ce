import type { FieldValue, FieldValues } from '../cases/case.ts';
import { shortDate } from '../dates/indonesian.ts';
import { nipText } from '../people/nip.ts';
import { assertNever } from '../result.ts';
import type { FieldDefinition } from '../services/definition.ts';
import { tagOf, type DocumentColumn } from './document-model.ts';
import type { ShapeTable } from './document-shape.ts';
import { fieldsBefore, stateAtIssue, stepFields, type DocumentEntry, type DocumentSource } from './document-source.ts';
import { frozenLine, type Frozen } from './edition.ts';
import { editionOf } from './editions.ts';
import { findingRows } from './findings.ts';
import { nothingEntered, valueText } from './value-text.ts';

type Row = Readonly<Record<string, string>>;
type RowsField = Extract<FieldDefinition, { readonly kind: 'rows' }>;

function fieldRows(field: RowsField, values: FieldValues): readonly Row[] {
  const value: FieldValue | undefined = values[field.key];
  const rows = Array.isArray(value) ? (value as readonly Readonly<Record<string, FieldValue>>[]) : [];
  return rows.map((row) =>
    Object.fromEntries(field.columns.map((one) => [tagOf(one.key), valueText(one, row[one.key], true)])),
  );
}

function requirementRows(source: DocumentSource): readonly Row[] {
  const { requirements } = stateAtIssue(source);
  return source.service.requirements.map(({ code, title }) => {
    const seen = requirements[code];
    return {
      dokumen: title,
      keadaan: seen?.present === true ? 'Ada' : 'Belum ada',
      keterangan: seen?.remark || nothingEntered,
    };
  });
}

function teamRows(source: DocumentSource): readonly Row[] {
  return stateAtIssue(source).team.map((id) => {
    const person = source.persons.find((one) => one.id === id);
    return { nama: person?.name ?? id, nip: person?.nip ? nipText(person.nip) : nothingEntered };
  });
}

/** Every recorded issue of this document up to the present one, a later number in the same round as well. */
function historyRows(
  { version, document }: Extract<ShapeTable['from'], { readonly kind: 'history' }>,
  { state, entry }: DocumentSource,
): readonly Row[] {
  const code = document ?? entry.code;
  const earlier = state.documents.filter((one) => one.code === code && one.round <= entry.round);
  const known = earlier.some(
    ({ number, date, round, replaces }) =>
      number === entry.number && date === entry.date && round === entry.round && replaces === entry.replaces,
  );
  const rows: readonly (DocumentEntry & { readonly frozen?: Frozen | undefined })[] =
    known || code !== entry.code ? earlier : [...earlier, entry];
  return rows.map((one) => {
    const { step, round, number, date, frozen } = one;
    // What was given out says itself which version it was, whatever was corrected since.
    const value = (frozen && frozenLine(frozen, tagOf(version))) ?? stepFields(state, step, round)[version];
    const { no } = editionOf(state.documents, one);
    return {
      putaran: String(round),
      versi: typeof value === 'string' && value !== '' ? value : nothingEntered,
      nomor: no > 1 ? `${number} (edisi ${no})` : number,
      tanggal: shortDate(date),
    };
  });
}

/** The rows of a table of every round up to this one, the oldest first. */
function everyRoundRows(
  { field, step }: Extract<ShapeTable['from'], { readonly kind: 'field' }>,
  { state, entry }: DocumentSource,
): readonly Row[] {
  return state.records
    .filter((one) => one.step === (step ?? entry.step) && one.round <= entry.round && !one.aside)
    .flatMap(({ round, fields }) => fieldRows(field, fields).map((row) => ({ putaran: String(round), ...row })));
}

function roundRows(source: DocumentSource): readonly Row[] {
  const { steps } = source.service;
  return stateAtIssue(source)
    .records.filter((one) => one.round <= source.entry.round && !one.aside)
    .map(({ step, round, outcome, finishedOn }) => {
      const known = steps.find(({ code }) => code === step);
      return {
        putaran: String(round),
        langkah: known?.title ?? step,
        hasil: known?.outcomes.find(({ code }) => code === outcome)?.label ?? outcome,
        tanggal: shortDate(finishedOn),
      };
    });
}

function contentRows(from: ShapeTable['from'], source: DocumentSource): readonly Row[] {
  const { state, entry } = source;
  switch (from.kind) {
    case 'field':
      if (from.everyRound) return everyRoundRows(from, source);
      return fieldRows(
        from.field,
        from.step === null ? stepFields(state, entry.step, entry.round) : fieldsBefore(state, from.step, entry.round),
      );
    case 'requirements':
      return requirementRows(source);
    case 'team':
      return teamRows(source);
    case 'history':
      return historyRows(from, source);
    case 'rounds':
      return roundRows(source);
    case 'findings':
      return findingRows(from, source);
    default:
      return assertNever(from, 'table');
  }
}

/** "Nihil" where there is nothing: a table without a row would leave open whether it was filled in. */
function nothing(columns: readonly DocumentColumn[]): Row {
  const first = columns.find(({ tag }) => tag !== 'no' && tag !== 'nomor') ?? columns[0];
  return Object.fromEntries(columns.map(({ tag }) => [tag, tag === first?.tag ? 'Nihil' : nothingEntered]));
}

/** The rows of a table by the tags of its columns, numbered where the table has no numbers of its own. */
export function tableRows(
  columns: readonly DocumentColumn[],
  from: ShapeTable['from'],
  source: DocumentSource,
): readonly Row[] {
  const rows = contentRows(from, source);
  const room = from.kind === 'field' ? from.room : 0;
  if (rows.length === 0 && room === 0) return [nothing(columns)];
  // A cell nobody fills by program is room for the pen.
  const bare = (i: number): Row =>
    Object.fromEntries(columns.map(({ tag }) => [tag, tag === 'no' ? String(i + 1) : '']));
  const pen = Array.from({ length: Math.max(0, room - rows.length) }, (): Row => ({}));
  return [...rows, ...pen].map((row, i) => ({
    ...bare(i),
    ...Object.fromEntries(columns.flatMap(({ tag }) => (row[tag] === undefined ? [] : [[tag, row[tag]]]))),
  }));
}
