import type { CaseState, FieldValue } from '../cases/case.ts';
import { longDate } from '../dates/indonesian.ts';
import type { Agency } from '../office/master.ts';
import { integrateData } from '../services/integrate-data.ts';
import type { Draft, Element } from './draft.ts';
import { readType, readYes, typeWords, yes } from './element.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;

const rowsOf = (value: FieldValue | undefined): readonly Row[] =>
  typeof value === 'object' && value !== null ? value : [];
const textOf = (value: FieldValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
const cellOf = (row: Row, key: string): string => textOf(row[key] ?? null);

/** The name of a column out of what people call an element. */
export function columnName(label: string): string {
  const plain = label.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const name = plain.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[_0-9]+|_+$/g, '');
  return name.slice(0, 63);
}

/** The name of a dataset in addresses. */
const datasetNameOf = (label: string): string => columnName(label).replaceAll('_', '-');

/** What a step holds: its newest record, or what was entered into it so far. */
function valuesOf(state: CaseState, step: string) {
  const record = state.records.findLast((one) => one.step === step && !one.aside);
  return state.step === step ? { ...record?.fields, ...state.draft } : (record?.fields ?? {});
}

/** An element of the dictionary that was typed into the form of step 4. */
function elementOfRow(row: Row): Element['cells'] {
  const type = readType(cellOf(row, 'tipe'));
  const rules = cellOf(row, 'aturan');
  const cells = {
    name: columnName(cellOf(row, 'nama')),
    title: cellOf(row, 'label'),
    type: type === null ? cellOf(row, 'tipe') : typeWords[type][0],
    maxLength: type === null || type === 'string' ? cellOf(row, 'panjang') : '',
    enum: rules.includes(';') ? rules : rules.replaceAll(',', ';'),
    key: row['kunci'] === true ? yes : '',
    required: row['wajib'] === true || readYes(cellOf(row, 'wajib')) === true ? yes : '',
    satuan: cellOf(row, 'satuan'),
    example: cellOf(row, 'contoh'),
  };
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

/** An element as the agency described it in step 2. */
function elementDefined(row: Row): Element['cells'] {
  const cells = {
    name: columnName(cellOf(row, 'nama')),
    title: cellOf(row, 'nama'),
    definisi: cellOf(row, 'uraian'),
    source: cellOf(row, 'sumber'),
  };
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

/** What the office knows of a request beside its case. */
export interface KnownOfCase {
  readonly agency: { readonly id: string | null; readonly name: string };
  /** Number and date of the letter that brought it. */
  readonly letter: { readonly number: string; readonly date: string | null } | null;
  /** Names of the people of its team. */
  readonly team: readonly string[];
  readonly agencies: readonly Pick<Agency, 'id' | 'name'>[];
}

/**
 * What a new document begins with: whatever the request says already, from the agency's definition (step 2), the scenario
 * that was agreed (step 3), the dictionary typed into the form (step 4) and the papers recorded on the way.
 */
export function draftFromCase(
  state: CaseState,
  { agency, letter, team, agencies }: KnownOfCase,
): { readonly elements: readonly Element['cells'][]; readonly parts: Draft['parts'] } {
  const [definition, scenario, agreed] = ['definisi-data', 'skenario', 'dokumen-interchange'].map((step) =>
    valuesOf(state, step),
  );
  const datasets = rowsOf(agreed?.['dataset']);
  const title = cellOf(datasets[0] ?? {}, 'nama') || state.title;
  const typed = rowsOf(agreed?.['kamus']).filter(
    (row) => datasets.length < 2 || cellOf(row, 'dataset') === '' || cellOf(row, 'dataset') === title,
  );
  const elements = typed.length > 0 ? typed.map(elementOfRow) : rowsOf(definition?.['elemen']).map(elementDefined);
  const known = agency.id ?? agencies.find(({ name }) => name === agency.name)?.id ?? '';
  const mode = textOf(scenario?.['modus']);
  const papers = state.documents.filter(({ code }) => code === 'ba-skenario').slice(-1);
  const named = (code: string): string =>
    integrateData.steps.flatMap(({ documents }) => documents).find((one) => one.code === code)?.title ?? code;
  const basis = [
    ...(letter
      ? [`Surat ${agency.name} Nomor ${letter.number}${letter.date ? ` tanggal ${longDate(letter.date)}` : ''}`]
      : []),
    ...papers.map(({ code, number, date }) => `${named(code)} Nomor ${number} tanggal ${longDate(date)}`),
  ];
  const paper = state.documents.findLast(({ code }) => code === 'dokumen-interchange');
  const parts: Draft['parts'] = {
    number: paper?.number ?? '',
    date: paper?.date ?? '',
    consumerAgency: known,
    consumerName: agency.name,
    technicalTeam: team.join('\n'),
    legalBasis: basis.join('\n'),
    purpose: textOf(scenario?.['skenario']),
    direction: mode === 'dorong' ? 'push' : mode === 'tarik' ? 'pull' : '',
    datasetName: datasetNameOf(title),
    datasetTitle: title,
    description: cellOf(datasets[0] ?? {}, 'uraian'),
    personalData: 'tidak',
    serviceName: title,
    requestsPerMinute: '60',
  };
  return { elements, parts };
}
