import type { FieldValue, FieldValues } from '../cases/case.ts';
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

interface Finding {
  readonly row: Row;
  readonly open: boolean;
}

function findingsOf({ from, answers }: FindingsPart, source: DocumentSource): readonly Finding[] {
  const { service, entry } = source;
  const state = stateAtIssue(source);
  const done = rowsOf(stepFields(state, entry.step, entry.round), answers);
  const answerColumns = columnsOf(service, entry.step, answers);
  const shown = (columns: readonly FlatField[], cells: Cells | undefined, key: string): string => {
    const column = columns.find((one) => one.key === key);
    return column ? valueText(column, cells?.[key], true) : nothingEntered;
  };
  const made = (nomor: string, asal: string, found: Row, answer: Cells | undefined): Finding => {
    const open = textOf(answer?.['keadaan']) !== settled;
    return {
      row: {
        nomor: nomor || nothingEntered,
        asal,
        tingkat: found['tingkat'] ?? nothingEntered,
        uraian: found['uraian'] ?? nothingEntered,
        perbaikan: shown(answerColumns, answer, 'perbaikan'),
        keadaan: open ? 'Terbuka' : shown(answerColumns, answer, 'keadaan'),
        tanggal: shown(answerColumns, answer, 'tanggal'),
      },
      open,
    };
  };
  const known = from.flatMap(({ step, name }) => {
    const columns = columnsOf(service, step, 'temuan');
    return rowsOf(fieldsBefore(state, step, entry.round), 'temuan').map((cells) => ({ name, columns, cells }));
  });
  const numberOf = (cells: Cells): string => textOf(cells['nomor']);
  const listed = known.map(({ name, columns, cells }) => {
    const answer = done.find((one) => numberOf(one) === numberOf(cells));
    const found = { tingkat: shown(columns, cells, 'tingkat'), uraian: shown(columns, cells, 'uraian') };
    return made(numberOf(cells), name, found, answer);
  });
  const others = done.filter((one) => !known.some(({ cells }) => numberOf(cells) === numberOf(one)));
  return [...listed, ...others.map((one) => made(numberOf(one), nothingEntered, {}, one))];
}

/** Every finding with what was done about it, also one that nobody answered. */
export function findingRows(part: FindingsPart, source: DocumentSource): readonly Row[] {
  return findingsOf(part, source).map(({ row }) => row);
}

/** How many findings nobody has settled. */
export function openFindings(part: FindingsPart, source: DocumentSource): number {
  return findingsOf(part, source).filter(({ open }) => open).length;
}
