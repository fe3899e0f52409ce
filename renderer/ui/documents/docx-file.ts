import Docxtemplater, { type DXT } from 'docxtemplater';
import InspectModule from 'docxtemplater/js/inspect-module.js';
import { unzipSync, zipSync } from 'fflate';
import PizZip from 'pizzip';
import { isPlausible, zipEntries } from '../../../shared/bundle/zip-index.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { letterheadTag, type TagTree, type TemplateData } from '../../../shared/documents/template-tags.ts';
import { addEmblems, letterheadXml, onPaper, type DocxLook } from './docx-letterhead.ts';

interface Problem {
  readonly properties: { readonly id: string; readonly xtag?: string; readonly errors?: readonly Problem[] };
}

const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && 'properties' in error && typeof error.properties === 'object' && error.properties !== null;

/** The tag as written in the file, without the marks of a loop: `{pengirim}`. */
const inBraces = (tag: string | undefined): string => `{${(tag ?? '').replace(/^[#/^]/, '').trim()}}`;

/** What the library found wrong with the braces of a template, in our terms. */
function broken(error: unknown): Refusal {
  if (!isProblem(error)) return refuse('TEMPLATE_NOT_A_DOCX', { field: 'content' });
  const [first] = error.properties.errors ?? [error];
  const { id = '', xtag } = first?.properties ?? {};
  const params = { tag: inBraces(xtag) };
  switch (id) {
    case 'raw_xml_tag_should_be_only_text_in_paragraph':
      return refuse('TEMPLATE_BROKEN_TAG', { field: 'content', params: { near: `{@${letterheadTag}}` } });
    case 'unclosed_loop':
    case 'unopened_loop':
    case 'unbalanced_loop_tags':
    case 'closing_tag_does_not_match_opening_tag':
    case 'loop_position_invalid':
      return refuse('TEMPLATE_BROKEN_LOOP', { field: 'content', params });
    case 'unclosed_tag':
    case 'unopened_tag':
    case 'duplicate_open_tag':
    case 'duplicate_close_tag':
      // Without its end the library takes what follows for part of the name.
      return refuse('TEMPLATE_BROKEN_TAG', { field: 'content', params: { near: (xtag ?? '').slice(0, 40) } });
    default:
      return refuse('TEMPLATE_NOT_A_DOCX', { field: 'content' });
  }
}

/**
 * A tag whose value would go in as XML, which could break the file or smuggle something into it. The letterhead alone is put in
 * so, for it is made here; without its mark it would stand on the paper as text.
 */
function rawTag(parts: readonly DXT.Part[]): string | null {
  for (const part of parts) {
    const isRaw = part.module === 'rawxml';
    if (isRaw && part.value !== letterheadTag) return `@${part.value}`;
    if (!isRaw && part.type === 'placeholder' && part.value === letterheadTag) return part.value;
    const inside = rawTag((part as { readonly subparsed?: readonly DXT.Part[] }).subparsed ?? []);
    if (inside !== null) return inside;
  }
  return null;
}

const unknown = (tag: string): Refusal =>
  refuse('TEMPLATE_UNKNOWN_TAG', { field: 'content', params: { tag: inBraces(tag) } });

/** Parts of a document and their bytes once unpacked; the shipped ones have 12 and 80 KB. */
const maxParts = 500;
const maxUnpacked = 16 * 1024 * 1024;

interface Opened {
  readonly file: Docxtemplater<PizZip>;
  readonly tags: TagTree;
}

/**
 * Reads a template. Tags are plain names looked up in the data: the library's own parser is used, which computes
 * nothing, so a template cannot run anything.
 */
function openTemplate(bytes: Uint8Array): Result<Opened, Refusal> {
  const inspector = new InspectModule();
  try {
    // Judged by its directory, and unpacked no further than that says: the template library takes whatever comes.
    const entries = zipEntries(bytes) ?? [];
    const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
    if (!entries.every(isPlausible) || entries.length > maxParts || unpacked > maxUnpacked) {
      return err(refuse('TEMPLATE_TOO_LARGE', { field: 'content' }));
    }
    const zip = new PizZip(zipSync(unzipSync(bytes), { level: 0 }));
    if (!zip.file('word/document.xml')) return err(refuse('TEMPLATE_NOT_A_DOCX', { field: 'content' }));
    const file = new Docxtemplater(zip, {
      modules: [inspector],
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      nullGetter: () => '',
    });
    const raw = rawTag(inspector.getAllStructuredTags());
    if (raw !== null) return err(unknown(raw));
    return ok({ file, tags: inspector.getAllTags() as TagTree });
  } catch (error) {
    return err(broken(error));
  }
}

/** The first unknown tag in its scope: inside of a loop the loop's own tags count as well. */
function unknownTag(found: TagTree, scopes: readonly TagTree[]): string | null {
  for (const [tag, inside] of Object.entries(found)) {
    const scope = scopes.find((one) => Object.hasOwn(one, tag));
    const members = scope?.[tag];
    if (!members) return tag;
    const deeper = unknownTag(inside, [members, ...scopes]);
    if (deeper !== null) return deeper;
  }
  return null;
}

/** Every tag that occurs, loops and their content. */
const allTags = (found: TagTree): readonly string[] =>
  Object.entries(found).flatMap(([tag, inside]) => [tag, ...allTags(inside)]);

/**
 * Whether a file can be the template of a document: a .docx with matching braces, only known tags, and all required
 * ones. The refusal names the tag as written in the file.
 */
export function checkTemplate(bytes: Uint8Array, known: TagTree, required: readonly string[]): Refusal | null {
  const opened = openTemplate(bytes);
  if (!opened.ok) return opened.error;
  const { tags } = opened.value;
  const extra = unknownTag(tags, [known]);
  if (extra !== null) {
    const meant = extra.trim();
    const isSpaced = meant !== extra && allTags(known).includes(meant);
    return isSpaced
      ? refuse('TEMPLATE_SPACED_TAG', { field: 'content', params: { tag: inBraces(meant) } })
      : unknown(extra);
  }
  const used = new Set(allTags(tags));
  const missing = required.find((tag) => !used.has(tag));
  return missing === undefined
    ? null
    : refuse('TEMPLATE_TAG_MISSING', { field: 'content', params: { tag: inBraces(missing) } });
}

/** An office's own template may be older than editions: the sentence then stands beside the number, never nowhere. */
function withEditionInNumber(data: TemplateData): TemplateData {
  const { edisi: rows, nomor_dokumen: number } = data;
  if (rows === undefined || typeof rows === 'string' || typeof number !== 'string') return data;
  const note = rows[0]?.['keterangan_edisi'];
  return note === undefined ? data : { ...data, nomor_dokumen: `${number} (${note})` };
}

/** The template with its tags filled in, with the office's emblems and on its paper: the bytes of a .docx. */
export function fillTemplate(bytes: Uint8Array, data: TemplateData, look: DocxLook = {}): Result<Uint8Array, Refusal> {
  const opened = openTemplate(bytes);
  if (!opened.ok) return opened;
  try {
    const words = Object.hasOwn(opened.value.tags, 'edisi') ? data : withEditionInNumber(data);
    opened.value.file.render({ ...words, [letterheadTag]: letterheadXml(data, look) });
    const zip = opened.value.file.getZip();
    addEmblems(zip, look);
    const main = zip.file('word/document.xml')?.asText() ?? '';
    if (look.paper) zip.file('word/document.xml', onPaper(main, look.paper));
    return ok(zip.generate({ type: 'uint8array', compression: 'DEFLATE' }));
  } catch (error) {
    return err(broken(error));
  }
}
