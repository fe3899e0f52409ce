import { Document, type Paragraph, type Table } from 'docx';
import { headLines } from '../../shared/documents/build-document.ts';
import { documentShape } from '../../shared/documents/document-shape.ts';
import { layoutOf, type DocumentPlace } from '../../shared/documents/layouts.ts';
import { hasTwoParties } from '../../shared/documents/signatures.ts';
import { each, loopTable, page, pageNumbers, paragraph, rule, sideBySide, textWidth } from './paper.ts';

type Block = Paragraph | Table;

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

function head(place: DocumentPlace): readonly Block[] {
  const { form } = place.definition;
  switch (form) {
    case 'surat':
      return [
        paragraph('{tempat_tanggal}', { align: 'right', after: 120 }),
        ...labelled(headLines.surat, 1500),
        ...each('alamat_tujuan', '{baris}'),
        gap(),
      ];
    case 'nota-dinas':
      return [
        paragraph('{judul}', { size: 13, bold: true, align: 'center', after: 160 }),
        ...labelled(headLines['nota-dinas'], 1500),
        rule(),
      ];
    default:
      return [
        paragraph('{judul}', { size: 13, bold: true, underline: true, align: 'center' }),
        paragraph('Nomor: {nomor_dokumen}', { align: 'center', after: 200 }),
      ];
  }
}

function body(place: DocumentPlace): readonly Block[] {
  const { lines, tables } = documentShape(place.service, place.step, layoutOf(place));
  return [
    ...each('pengantar', '{alinea}', { align: 'both', after: 100 }),
    ...each('para_pihak', '{pihak}', { align: 'both', after: 60 }),
    ...each('pembuka', '{alinea}', { align: 'both', after: 100 }),
    ...labelled(
      lines.map(({ tag, label }) => [tag, label]),
      3000,
    ),
    ...tables.flatMap(({ tag, title, columns }): readonly Block[] => [
      paragraph(title, { bold: true, after: 60 }, { keepNext: true }),
      loopTable(tag, columns),
      gap(),
    ]),
    ...each('penutup', '{alinea}', { align: 'both', after: 100 }),
  ];
}

/** Title, room for the signature, name, rank and NIP; what is unknown leaves its line empty for the pen. */
const signature = (prefix: string, role: string): readonly Paragraph[] => [
  ...(role === '' ? [] : [paragraph(role, { bold: true })]),
  paragraph(`{#${prefix}_jabatan}{${prefix}_jabatan},{/${prefix}_jabatan}`),
  ...Array.from({ length: 4 }, () => paragraph('')),
  paragraph(`{${prefix}_nama}`, { bold: true, underline: true }),
  paragraph(`{${prefix}_pangkat}`),
  paragraph(`{${prefix}_nip}`),
];

function foot(place: DocumentPlace): readonly Block[] {
  const two = hasTwoParties(layoutOf(place));
  const half = Math.floor(textWidth / 2);
  const { form } = place.definition;
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

/** A template of one document, to be filled by its tags and to be edited in Word. */
export function template(place: DocumentPlace): Document {
  const layout = layoutOf(place);
  return new Document({
    title: place.definition.title,
    creator: 'Lembar',
    styles: { default: { document: { run: { font: 'Arial', size: '11pt', language: { value: 'id-ID' } } } } },
    sections: [
      {
        properties: { page },
        footers: { default: pageNumbers() },
        children: [...letterhead(layout.issuer === 'office'), ...head(place), ...body(place), ...foot(place)],
      },
    ],
  });
}
