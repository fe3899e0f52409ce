import { longDate } from '../dates/indonesian.ts';
import { contactLines } from '../office/letterhead.ts';
import { assertNever } from '../result.ts';
import type { DocumentDefinition } from '../services/definition.ts';
import type { DocumentLayout, FilledFacts } from './document-layout.ts';
import { tagOf, type DocumentLetterhead, type DocumentLine, type DocumentModel } from './document-model.ts';
import { editionNote } from './edition.ts';
import { editionOf } from './editions.ts';
import { documentFacts, filledFacts } from './document-facts.ts';
import { caseLines, documentShape, type CaseLine, type ShapeLine } from './document-shape.ts';
import { fieldsBefore, stepFields, type DocumentSource } from './document-source.ts';
import { tableRows } from './document-tables.ts';
import { layoutOf, placeOf } from './layouts.ts';
import { partySentences, signatureBlocks, witnessBlock } from './signatures.ts';
import { nothingEntered, valueText } from './value-text.ts';

/** What an issued certificate is named by on paper, in the words of the certificate authority. */
function electronicNote({ entry }: DocumentSource): string {
  const { electronic } = entry;
  if (!electronic) return '';
  return `Dokumen ini telah ditandatangani secara elektronik oleh ${electronic.by} menggunakan sertifikat elektronik yang diterbitkan oleh ${electronic.issuer}.`;
}

function letterheadOf(layout: DocumentLayout, { office, found }: DocumentSource): DocumentLetterhead {
  if (layout.issuer === 'agency') {
    return {
      government: '',
      name: found.agency.name.toLocaleUpperCase('id'),
      contact: [],
      emblem: null,
      secondEmblem: null,
    };
  }
  return {
    government: office.government,
    name: office.name,
    contact: contactLines(office),
    emblem: office.emblem,
    secondEmblem: office.secondEmblem ?? null,
  };
}

/** Tags of the head of each form, with their labels; what is sent has one, the rest begins with title and number. */
export const headLines: Readonly<
  Record<DocumentDefinition['form'], readonly (readonly [tag: string, label: string])[]>
> = {
  surat: [
    ['nomor_dokumen', 'Nomor'],
    ['sifat', 'Sifat'],
    ['lampiran', 'Lampiran'],
    ['hal', 'Hal'],
  ],
  'nota-dinas': [
    ['kepada', 'Kepada'],
    ['dari', 'Dari'],
    ['tanggal_dokumen', 'Tanggal'],
    ['nomor_dokumen', 'Nomor'],
    ['sifat', 'Sifat'],
    ['lampiran', 'Lampiran'],
    ['hal', 'Hal'],
  ],
  'berita-acara': [],
  laporan: [],
  lampiran: [],
};

function caseText(key: CaseLine, facts: FilledFacts): string {
  switch (key) {
    case 'nomor-permohonan':
      return facts.caseNumber;
    case 'layanan':
      return facts.serviceTitle;
    case 'instansi':
      return facts.agency;
    case 'permohonan':
      return facts.subject;
    case 'surat-permohonan':
      return facts.requestLetter.replace(/^n/, 'N') || nothingEntered;
    default:
      return assertNever(key, 'line');
  }
}

function lineText({ from }: ShapeLine, facts: FilledFacts, { state, entry }: DocumentSource): string {
  switch (from.kind) {
    case 'ask':
      return facts.ask(from.key) || nothingEntered;
    case 'case':
      return caseText(from.key, facts);
    case 'field': {
      const fields =
        from.step === null ? stepFields(state, entry.step, entry.round) : fieldsBefore(state, from.step, entry.round);
      return valueText(from.field, fields[from.field.key], false);
    }
    default:
      return assertNever(from, 'line');
  }
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/**
 * One document of a case, in words: the same whether it becomes a .docx or a PDF. Null when the service does not name
 * this document at this step.
 */
export function documentModel(source: DocumentSource): DocumentModel | null {
  const { service, entry, office } = source;
  const place = placeOf(service, entry.step, entry.code);
  if (!place) return null;
  const layout = layoutOf(place);
  const { form } = place.definition;
  const facts = filledFacts(documentFacts(source), layout, source);
  const shape = documentShape(service, place.step, layout);
  const signatures = signatureBlocks(layout, facts, source);
  const date = longDate(entry.date);
  const head: Readonly<Record<string, string>> = {
    nomor_dokumen: entry.number,
    tanggal_dokumen: date,
    kepada: facts.ask('kepada'),
    dari: signatures[0]?.title ?? '',
    sifat: facts.ask('sifat'),
    lampiran: facts.ask('lampiran'),
    hal: facts.ask('hal'),
  };
  const agreement = form === 'berita-acara';
  return {
    code: entry.code,
    form,
    letterhead: letterheadOf(layout, source),
    title: layout.title,
    number: layout.unnumbered === true ? '' : entry.number,
    edition: editionNote(editionOf(source.state.documents, entry)),
    date,
    dateline: [layout.issuer === 'office' ? office.city : '', date].filter((part) => part !== '').join(', '),
    head: headLines[form].map(([tag, label]): DocumentLine => ({ tag, label, value: head[tag] || nothingEntered })),
    addressee: form === 'nota-dinas' ? [] : linesOf(facts.ask('kepada')),
    intro: agreement ? [`Pada hari ini ${facts.dateInWords}, kami yang bertanda tangan di bawah ini:`] : [],
    parties: agreement ? partySentences(signatures) : [],
    opening: layout.opening(facts),
    about: Object.entries(caseLines).map(([key, label]) => ({
      tag: tagOf(key),
      label,
      value: caseText(key as CaseLine, facts),
    })),
    lines: shape.lines.map((one) => ({ tag: one.tag, label: one.label, value: lineText(one, facts, source) })),
    tables: shape.tables.map(({ tag, title, columns, from }) => ({
      tag,
      title,
      columns,
      rows: tableRows(columns, from, source),
    })),
    closing: layout.closing(facts),
    signatures,
    witness: witnessBlock(layout, facts),
    copies: linesOf(facts.ask('tembusan')),
    electronicNote: electronicNote(source),
  };
}
