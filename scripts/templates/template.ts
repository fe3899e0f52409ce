import { Document, type Paragraph, type Table } from 'docx';
import { headLines } from '../../shared/documents/build-document.ts';
import { documentShape } from '../../shared/documents/document-shape.ts';
import type { DocumentDefinition } from '../../shared/services/definition.ts';
import { layoutOf, type DocumentPlace } from '../../shared/documents/layouts.ts';
import { hasTwoParties } from '../../shared/documents/signatures.ts';
import { each, loopTable, page, pageNumbers, paragraph, rule, sideBySide, textWidth } from './paper.ts';

type Block = Paragraph | Table;
type Form = DocumentDefinition['form'];

const gap = (): Paragraph => paragraph('', { size: 6 });

function letterhead(own: boolean): readonly Block[] {
  return [
    ...(own ? [paragraph('{pemerintah}', { size: 13, bold: true, align: 'center' })] : []),
    paragraph('{kantor}', { size: 15, bold: true, align: 'center' }),
    ...each('kontak', '{baris}', { size: 9, align: 'center' }),
    rule(),
  ];
}

/** `Label : value`, one row each; the same widths in head and body so that the colons stand below each other. */
function labelled(lines: readonly (readonly [tag: string, label: string])[], label: number): readonly Block[] {
  if (lines.length === 0) return [];
  const colon = 300;
  return [
    sideBySide(
      lines.map(([tag, text]) => [[paragraph(text)], [paragraph(':')], [paragraph(`{${tag}}`)]]),
      [label, colon, textWidth - label - colon],
    ),
    gap(),
  ];
}

/** Which edition replaces which one; a first edition has no line. */
const edition = (align: 'left' | 'center'): readonly Block[] =>
  each('edisi', '{keterangan_edisi}', align === 'center' ? { align, after: 160 } : { after: 120 });

function head(form: Form): readonly Block[] {
  switch (form) {
    case 'surat':
      return [
        paragraph('{tempat_tanggal}', { align: 'right', after: 120 }),
        ...edition('left'),
        ...labelled(headLines.surat, 1500),
        ...each('alamat_tujuan', '{baris}'),
        gap(),
      ];
    case 'nota-dinas':
      return [
        paragraph('{judul}', { size: 13, bold: true, align: 'center', after: 160 }),
        ...edition('left'),
        ...labelled(headLines['nota-dinas'], 1500),
        rule(),
      ];
    default:
      return [
        paragraph('{judul}', { size: 13, bold: true, underline: true, align: 'center' }),
        paragraph('Nomor: {nomor_dokumen}', { align: 'center', after: 200 }),
        ...edition('center'),
      ];
  }
}

/** The sentences of a document around what it lists. */
const around = (listed: readonly Block[]): readonly Block[] => [
  ...each('pengantar', '{alinea}', { align: 'both', after: 100 }),
  ...each('para_pihak', '{pihak}', { align: 'both', after: 60 }),
  ...each('pembuka', '{alinea}', { align: 'both', after: 100 }),
  ...listed,
  ...each('penutup', '{alinea}', { align: 'both', after: 100 }),
];

function listed(place: DocumentPlace): readonly Block[] {
  const { lines, tables } = documentShape(place.service, place.step, layoutOf(place));
  return [
    ...labelled(
      lines.map(({ tag, label }) => [tag, label]),
      3000,
    ),
    ...tables.flatMap(({ tag, title, columns }): readonly Block[] => [
      paragraph(title, { bold: true, after: 60 }, { keepNext: true }),
      loopTable(tag, columns),
      gap(),
    ]),
  ];
}

/** Whatever a document lists, without naming it. */
const listedAny = (): readonly Block[] => [
  ...each('isian', '{label_isian}: {nilai_isian}', { after: 40 }),
  gap(),
  ...each('rincian', '{baris_rincian}', { after: 40 }),
  gap(),
];

/** Title, room for the signature, name, rank and NIP; what is unknown leaves its line empty for the pen. */
const signature = (prefix: string, role: string): readonly Paragraph[] => [
  ...(role === '' ? [] : [paragraph(role, { bold: true })]),
  paragraph(`{#${prefix}_jabatan}{${prefix}_jabatan},{/${prefix}_jabatan}`),
  ...Array.from({ length: 4 }, () => paragraph('')),
  paragraph(`{${prefix}_nama}`, { bold: true, underline: true }),
  paragraph(`{${prefix}_pangkat}`),
  paragraph(`{${prefix}_nip}`),
];

function foot(form: Form, two: boolean): readonly Block[] {
  const half = Math.floor(textWidth / 2);
  const dated = form === 'laporan' || form === 'lampiran';
  const left = two ? signature('pihak_kedua', 'PIHAK KEDUA') : [paragraph('')];
  return [
    gap(),
    ...(dated ? [sideBySide([[[paragraph('')], [paragraph('{tempat_tanggal}')]]], [half, half])] : []),
    sideBySide([[left, signature('penanda_tangan', two ? 'PIHAK PERTAMA' : '')]], [half, half]),
    gap(),
    paragraph('{judul_tembusan}'),
    ...each('tembusan', '{nomor_urut} {nama}'),
    ...each('tanda_tangan_elektronik', '{keterangan_elektronik}', { size: 9 }),
  ];
}

const paper = (title: string, children: readonly Block[]): Document =>
  new Document({
    title,
    creator: 'Lembar',
    styles: { default: { document: { run: { font: 'Arial', size: '11pt', language: { value: 'id-ID' } } } } },
    sections: [{ properties: { page }, footers: { default: pageNumbers() }, children: [...children] }],
  });

/** A template of one document, to be filled by its tags and to be edited in Word. */
export function template(place: DocumentPlace): Document {
  const layout = layoutOf(place);
  const { form, title } = place.definition;
  const top = letterhead(layout.issuer === 'office');
  return paper(title, [...top, ...head(form), ...around(listed(place)), ...foot(form, hasTwoParties(layout))]);
}

/** A template for every document of a form, whatever its service asks for: for those without one of their own. */
export function generalTemplate(form: Form): Document {
  const two = form === 'berita-acara';
  return paper('', [...letterhead(true), ...head(form), ...around(listedAny()), ...foot(form, two)]);
}
