import { Document, type Paragraph, type Table } from 'docx';
import { headLines } from '../../shared/documents/build-document.ts';
import { documentShape } from '../../shared/documents/document-shape.ts';
import { letterheadTag } from '../../shared/documents/template-tags.ts';
import type { DocumentDefinition } from '../../shared/services/definition.ts';
import type { DocumentLayout } from '../../shared/documents/document-layout.ts';
import { layoutOf, type DocumentPlace } from '../../shared/documents/layouts.ts';
import { hasTwoParties, rolesOf } from '../../shared/documents/signatures.ts';
import { each, loopTable, noFooter, page, pageNumbers, paragraph, rule, sideBySide, textWidth } from './paper.ts';

type Block = Paragraph | Table;
type Form = DocumentDefinition['form'];

const gap = (): Paragraph => paragraph('', { size: 6 });

/** The letterhead is drawn when a template is filled, so that all of them have one and the same. */
const letterhead = (): Block => paragraph(`{@${letterheadTag}}`);

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

function head(form: Form, numbered = true): readonly Block[] {
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
        ...(numbered ? [paragraph('Nomor: {nomor_dokumen}', { align: 'center', after: 200 })] : [gap()]),
        ...edition('center'),
        ...each('alamat_tujuan', '{baris}'),
        gap(),
      ];
  }
}

/** The sentences of a document around what it lists. */
const around = (listed: readonly Block[]): readonly Block[] => [
  ...each('pengantar', '{alinea}', { align: 'both', after: 100 }),
  ...each('para_pihak', '{pihak}', { align: 'both', after: 60 }),
  ...each('pembuka', '{alinea}', { align: 'both', after: 100 }),
  ...listed,
  ...each('penutup', '{alinea}', { align: 'both', after: 100, kept: true }),
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

interface SignatureParts {
  readonly above: readonly Paragraph[];
  readonly below: readonly Paragraph[];
}

/** Title, room for the signature, name, rank and NIP; what is unknown leaves its line empty for the pen. */
function signature(prefix: string, role: string, align: 'left' | 'center' = 'left'): SignatureParts {
  const look = { kept: true, align } as const;
  return {
    above: [
      ...(role === '' ? [] : [paragraph(role, { ...look, bold: true })]),
      paragraph(`{#${prefix}_jabatan}{${prefix}_jabatan},{/${prefix}_jabatan}`, look),
    ],
    below: [
      ...Array.from({ length: 4 }, () => paragraph('', look)),
      paragraph(`{${prefix}_nama}`, { ...look, bold: true, underline: true }),
      ...each(`${prefix}_pangkat`, `{${prefix}_pangkat}`, look),
      paragraph(`{${prefix}_nip}`, { align }),
    ],
  };
}

const nothing: SignatureParts = { above: [paragraph('', { kept: true })], below: [paragraph('')] };

function foot(form: Form, roles: DocumentLayout['roles'] | null): readonly Block[] {
  const half = Math.floor(textWidth / 2);
  const dated = form === 'laporan' || form === 'lampiran';
  const left = roles ? signature('pihak_kedua', roles.second) : nothing;
  const right = signature('penanda_tangan', roles?.own ?? '');
  const third = signature('mengetahui', 'Mengetahui', 'center');
  const witness = roles ? [paragraph('{#mengetahui}'), ...third.above, ...third.below, paragraph('{/mengetahui}')] : [];
  return [
    paragraph('', { size: 6, kept: true }),
    ...(dated
      ? [sideBySide([[[paragraph('', { kept: true })], [paragraph('{tempat_tanggal}', { kept: true })]]], [half, half])]
      : []),
    // Rows of their own: two names stand in one line, also when one of them signs by mandate and has more lines above.
    sideBySide(
      [
        [left.above, right.above],
        [left.below, right.below],
      ],
      [half, half],
    ),
    gap(),
    ...witness,
    paragraph('{judul_tembusan}'),
    ...each('tembusan', '{nomor_urut} {nama}'),
    ...each('tanda_tangan_elektronik', '{keterangan_elektronik}', { size: 9 }),
  ];
}

const paper = (title: string, form: Form, children: readonly Block[]): Document =>
  new Document({
    title,
    creator: 'Lembar',
    styles: { default: { document: { run: { font: 'Arial', size: '12pt', language: { value: 'id-ID' } } } } },
    sections: [
      {
        // A letter of one page has no page number; on further pages it has.
        properties: { page, titlePage: form === 'surat' || form === 'nota-dinas' },
        footers: { default: pageNumbers(), first: noFooter() },
        children: [...children],
      },
    ],
  });

/** A template of one document, to be filled by its tags and to be edited in Word. */
export function template(place: DocumentPlace): Document {
  const layout = layoutOf(place);
  const { form, title } = place.definition;
  const roles = hasTwoParties(layout) ? rolesOf(layout) : null;
  return paper(title, form, [
    letterhead(),
    ...head(form, layout.unnumbered !== true),
    ...around(listed(place)),
    ...foot(form, roles),
  ]);
}

/** A template for every document of a form, whatever its service asks for: for those without one of their own. */
export function generalTemplate(form: Form): Document {
  const two = form === 'berita-acara' ? rolesOf({}) : null;
  return paper('', form, [letterhead(), ...head(form), ...around(listedAny()), ...foot(form, two)]);
}
