import { assertNever } from '../result.ts';
import type { FieldDefinition, FlatField, ServiceDefinition, StepDefinition } from '../services/definition.ts';
import type { DocumentLayout, DocumentPart, FindingsPart } from './document-layout.ts';
import { tagOf, type DocumentColumn } from './document-model.ts';

/** A line of the body before it has a value; `part` says where that comes from. */
export interface ShapeLine {
  readonly tag: string;
  readonly label: string;
  readonly from:
    | { readonly kind: 'field'; readonly field: FlatField; readonly step: string | null }
    | { readonly kind: 'ask'; readonly key: string }
    | { readonly kind: 'case'; readonly key: CaseLine };
}

export interface ShapeTable {
  readonly tag: string;
  readonly title: string;
  readonly columns: readonly DocumentColumn[];
  readonly from:
    | {
        readonly kind: 'field';
        readonly field: Extract<FieldDefinition, { readonly kind: 'rows' }>;
        readonly step: string | null;
        readonly everyRound: boolean;
        /** Rows there are at least, the rest of them for the pen; 0 where a table without rows says "Nihil". */
        readonly room: number;
      }
    | { readonly kind: 'requirements' }
    | { readonly kind: 'team' }
    | { readonly kind: 'rounds' }
    | FindingsPart
    | { readonly kind: 'history'; readonly version: string; readonly document?: string };
}

/** What the body of a document consists of, before any case is known: templates are made and checked against it. */
export interface DocumentShape {
  readonly lines: readonly ShapeLine[];
  readonly tables: readonly ShapeTable[];
}

export const caseLines = {
  'nomor-permohonan': 'Nomor permohonan',
  layanan: 'Layanan',
  instansi: 'Instansi',
  permohonan: 'Permohonan',
  'surat-permohonan': 'Surat permohonan',
} as const;
export type CaseLine = keyof typeof caseLines;

/** The column of an attendance list that stays empty for the pen. */
export const signatureColumn = 'tanda_tangan';
/** An attendance list is printed before people come: the number of lines that fit on its page. */
const attendanceRoom = 12;

const column = (key: string, label: string, width: DocumentColumn['width'] = 'usual'): DocumentColumn => ({
  tag: tagOf(key),
  label,
  width,
});
const rowNumber = column('no', 'No.', 'narrow');

function widthOf({ key, kind }: FlatField): DocumentColumn['width'] {
  if (key === 'nomor') return 'narrow';
  return kind === 'text' ? 'wide' : kind === 'line' ? 'usual' : 'narrow';
}

type Sought = { readonly step: StepDefinition; readonly key: string; readonly service: ServiceDefinition };

function fieldOf({ step, key, service }: Sought): FieldDefinition {
  const found = step.fields.find((one) => one.key === key);
  if (!found) throw new Error(`${service.code} ${step.code}: no field ${key}`);
  return found;
}

function addField(
  service: ServiceDefinition,
  own: StepDefinition,
  part: Extract<DocumentPart, { readonly kind: 'field' | 'attendance' }>,
): { readonly line?: ShapeLine; readonly table?: ShapeTable } {
  const other = part.kind === 'field' ? part.step : undefined;
  const step = other === undefined ? own : service.steps.find(({ code }) => code === other);
  if (!step) throw new Error(`${service.code}: no step ${other}`);
  const field = fieldOf({ service, step, key: part.key });
  const at = other ?? null;
  if (field.kind !== 'rows') {
    return { line: { tag: tagOf(field.key), label: field.label, from: { kind: 'field', field, step: at } } };
  }
  const only = part.kind === 'field' ? part.only : undefined;
  const everyRound = part.kind === 'field' && part.everyRound === true;
  const columns = [
    ...(everyRound ? [column('putaran', 'Putaran', 'narrow')] : []),
    ...field.columns
      .filter(({ key }) => !only || only.columns.includes(key))
      .map((one) => column(one.key, one.label, widthOf(one))),
  ];
  const numbered = field.columns.some(({ key }) => key === 'nomor') ? columns : [rowNumber, ...columns];
  const attendance = part.kind === 'attendance';
  return {
    table: {
      tag: only?.tag ?? tagOf(field.key),
      title: only?.title ?? field.label,
      columns: attendance ? [...numbered, column(signatureColumn, 'Tanda tangan')] : numbered,
      from: { kind: 'field', field, step: at, everyRound, room: attendance ? attendanceRoom : 0 },
    },
  };
}

/** Columns of a table of what was done round by round, each on its day. */
const byRound = (...own: readonly DocumentColumn[]): readonly DocumentColumn[] => [
  rowNumber,
  column('putaran', 'Putaran', 'narrow'),
  ...own,
  column('tanggal', 'Tanggal', 'narrow'),
];

function tableOf(
  part: Extract<DocumentPart, { readonly kind: 'requirements' | 'team' | 'history' | 'rounds' | 'findings' }>,
): ShapeTable {
  switch (part.kind) {
    case 'requirements':
      return {
        tag: 'persyaratan',
        title: 'Dokumen persyaratan',
        columns: [
          rowNumber,
          column('dokumen', 'Dokumen', 'wide'),
          column('keadaan', 'Keadaan'),
          column('keterangan', 'Keterangan'),
        ],
        from: { kind: 'requirements' },
      };
    case 'team':
      return {
        tag: 'tim_teknis',
        title: 'Tim Teknis',
        columns: [rowNumber, column('nama', 'Nama', 'wide'), column('nip', 'NIP')],
        from: { kind: 'team' },
      };
    case 'history':
      return {
        tag: 'riwayat',
        title: 'Riwayat dokumen',
        columns: byRound(column('versi', 'Versi', 'narrow'), column('nomor', 'Nomor', 'wide')),
        from: part,
      };
    case 'rounds':
      return {
        tag: 'perjalanan',
        title: 'Pelaksanaan',
        columns: byRound(column('langkah', 'Langkah', 'wide'), column('hasil', 'Hasil')),
        from: part,
      };
    case 'findings':
      return {
        tag: 'temuan_ditindaklanjuti',
        title: 'Temuan dan tindak lanjut',
        columns: [
          column('nomor', 'No.', 'narrow'),
          column('asal', 'Asal', 'narrow'),
          column('tingkat', 'Tingkat', 'narrow'),
          column('uraian', 'Temuan'),
          column('perbaikan', 'Perbaikan'),
          column('keadaan', 'Keadaan', 'narrow'),
          column('tanggal', 'Tanggal', 'narrow'),
        ],
        from: part,
      };
    default:
      return assertNever(part, 'table');
  }
}

/** Lines and tables of a document at its step, in the order of printing. */
export function documentShape(service: ServiceDefinition, step: StepDefinition, layout: DocumentLayout): DocumentShape {
  const lines: ShapeLine[] = [];
  const tables: ShapeTable[] = [];
  for (const part of layout.parts) {
    switch (part.kind) {
      case 'case':
        for (const [key, label] of Object.entries(caseLines)) {
          lines.push({ tag: tagOf(key), label, from: { kind: 'case', key: key as CaseLine } });
        }
        break;
      case 'ask': {
        const ask = layout.asks.find(({ key }) => key === part.key);
        if (!ask) throw new Error(`${layout.code}: no text ${part.key}`);
        lines.push({ tag: tagOf(ask.key), label: ask.label, from: part });
        break;
      }
      case 'field':
      case 'attendance': {
        const { line, table } = addField(service, step, part);
        if (line) lines.push(line);
        if (table) tables.push(table);
        break;
      }
      default:
        tables.push(tableOf(part));
    }
  }
  return { lines, tables };
}
