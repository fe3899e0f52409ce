import { assertNever } from '../result.ts';
import { headLines } from './build-document.ts';
import { tagOf, type DocumentModel } from './document-model.ts';
import { caseLines, documentShape } from './document-shape.ts';
import { layoutOf, type DocumentPlace } from './layouts.ts';
import { hasTwoParties } from './signatures.ts';

/**
 * The tags of a document as a tree: a plain tag has no members, a loop has those of its rows. The same shape as the
 * inspection of a template gives.
 */
export interface TagTree {
  readonly [tag: string]: TagTree;
}

/** What a template may be filled with. */
export type TemplateData = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>;

const plain = (...tags: readonly string[]): TagTree => Object.fromEntries(tags.map((tag) => [tag, {}]));

const signatureTags = (prefix: string): readonly string[] =>
  ['jabatan', 'nama', 'pangkat', 'nip'].map((part) => `${prefix}_${part}`);

/** Stands for the whole letterhead with its emblems, alone in a paragraph: `{@kop}`. */
export const letterheadTag = 'kop';

/** Every tag a template of this document may use. */
export function knownTags(place: DocumentPlace): TagTree {
  const layout = layoutOf(place);
  const shape = documentShape(place.service, place.step, layout);
  return {
    ...plain(letterheadTag, 'pemerintah', 'kantor', 'judul', 'nomor_dokumen', 'tanggal_dokumen', 'tempat_tanggal'),
    ...plain(...headLines[place.definition.form].map(([tag]) => tag)),
    kontak: plain('baris'),
    edisi: plain('keterangan_edisi'),
    alamat_tujuan: plain('baris'),
    pengantar: plain('alinea'),
    para_pihak: plain('pihak'),
    pembuka: plain('alinea'),
    penutup: plain('alinea'),
    ...plain('judul_tembusan'),
    tembusan: plain('nomor_urut', 'nama'),
    tanda_tangan_elektronik: plain('keterangan_elektronik'),
    ...plain(...signatureTags('penanda_tangan')),
    ...(hasTwoParties(layout) ? plain(...signatureTags('pihak_kedua')) : {}),
    mengetahui: plain(...signatureTags('mengetahui')),
    ...plain(...Object.keys(caseLines).map(tagOf)),
    ...plain(...shape.lines.map(({ tag }) => tag)),
    // Every line and every table without being named: what a template for documents of any service is made of.
    isian: plain('label_isian', 'nilai_isian'),
    rincian: plain('baris_rincian'),
    ...Object.fromEntries(shape.tables.map(({ tag, columns }) => [tag, plain(...columns.map((one) => one.tag))])),
  };
}

/** Tags that have a value: those of today's document, and what a paper of before has beside them. */
export function tagsWith(known: TagTree, data: TemplateData): TagTree {
  const said = Object.entries(data).map(([tag, value]) => {
    const rows = typeof value === 'string' ? [] : value;
    return [tag, { ...known[tag], ...plain(...rows.flatMap((row) => Object.keys(row))) }] as const;
  });
  return { ...known, ...Object.fromEntries(said) };
}

/** Whether a paper of before has lines, tables or columns that today's document has under another tag or not at all. */
export function hasOlderTags({ lines, tables }: Pick<DocumentModel, 'lines' | 'tables'>, known: TagTree): boolean {
  return (
    lines.some(({ tag }) => !known[tag]) ||
    tables.some(({ tag, columns }) => columns.some((column) => !known[tag]?.[column.tag]))
  );
}

/** Tags without which the paper would lack what makes it one: its number, and who signs where somebody has to. */
export function requiredTags({ definition }: DocumentPlace): readonly string[] {
  switch (definition.form) {
    case 'surat':
    case 'nota-dinas':
      return ['nomor_dokumen', 'hal', 'penanda_tangan_nama'];
    case 'berita-acara':
      return ['nomor_dokumen', 'para_pihak', 'penanda_tangan_nama'];
    case 'laporan':
      return ['nomor_dokumen', 'penanda_tangan_nama'];
    case 'lampiran':
      return [];
    default:
      return assertNever(definition.form, 'form');
  }
}

const rowsOf = (key: string, values: readonly string[]): readonly Readonly<Record<string, string>>[] =>
  values.map((value) => ({ [key]: value }));

/** Stands over the list of those who get a copy. */
export const copiesTitle = 'Tembusan:';

/** A table as lines of text: its title, then each row as `1. Elemen: NIP; Uraian: Nomor induk`. */
function tableLines({ title, columns, rows }: DocumentModel['tables'][number]): readonly string[] {
  const lines = rows.map((row) =>
    columns
      .map(({ tag, label }) => (tag === 'no' ? `${row[tag] ?? ''}.` : `${label}: ${row[tag] ?? ''};`))
      .join(' ')
      .replace(/;$/, ''),
  );
  return [title, ...lines];
}

/** The values of a model, by the tags of a template. */
export function templateData(model: DocumentModel): TemplateData {
  const [left, right] = model.signatures;
  const own = right ?? left;
  const second = right ? left : undefined;
  const signature = (prefix: string, block: typeof own) => ({
    // One tag for all lines: a template of the office that is older than mandates has them as well.
    [`${prefix}_jabatan`]: block ? [...block.behalf, block.title].join('\n') : '',
    [`${prefix}_nama`]: block?.name ?? '',
    [`${prefix}_pangkat`]: block?.rank ?? '',
    [`${prefix}_nip`]: block?.nip ?? '',
  });
  return {
    pemerintah: model.letterhead.government,
    kantor: model.letterhead.name,
    kontak: rowsOf('baris', model.letterhead.contact),
    judul: model.title,
    nomor_dokumen: model.number,
    tanggal_dokumen: model.date,
    tempat_tanggal: model.dateline,
    ...Object.fromEntries([...model.about, ...model.head, ...model.lines].map(({ tag, value }) => [tag, value])),
    isian: model.lines.map(({ label, value }) => ({ label_isian: label, nilai_isian: value })),
    rincian: rowsOf('baris_rincian', model.tables.flatMap(tableLines)),
    edisi: rowsOf('keterangan_edisi', model.edition === '' ? [] : [model.edition]),
    alamat_tujuan: rowsOf('baris', model.addressee),
    pengantar: rowsOf('alinea', model.intro),
    para_pihak: rowsOf('pihak', model.parties),
    pembuka: rowsOf('alinea', model.opening),
    penutup: rowsOf('alinea', model.closing),
    ...Object.fromEntries(model.tables.map(({ tag, rows }) => [tag, rows])),
    ...signature('penanda_tangan', own),
    ...signature('pihak_kedua', second),
    mengetahui: model.witness ? [signature('mengetahui', model.witness)] : [],
    judul_tembusan: model.copies.length === 0 ? '' : copiesTitle,
    tembusan: model.copies.map((nama, i) => ({ nomor_urut: `${i + 1}.`, nama })),
    tanda_tangan_elektronik: model.electronicNote === '' ? [] : [{ keterangan_elektronik: model.electronicNote }],
  };
}
