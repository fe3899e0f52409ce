import { z } from 'zod';
import type { ActOf } from '../cases/case.ts';
import type { OfficeIdentity } from '../office/master.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { documentForms } from '../services/definition.ts';
import { canonicalJson, type Digest } from '../sync/operation.ts';
import { documentModel } from './build-document.ts';
import type { DocumentModel } from './document-model.ts';
import type { DocumentEntry, DocumentSource } from './document-source.ts';
import { freeze, thaw, type Frozen } from './edition.ts';
import { documentShape } from './document-shape.ts';
import { frozenEmblem, thawedEmblem } from './frozen-emblem.ts';
import { layoutOf, placeOf } from './layouts.ts';

const text = z.string();
const texts = z.array(text);
const line = z.object({ tag: text, label: text, value: text });
const letterhead = z.object({
  government: text,
  name: text,
  contact: texts,
  emblem: text.nullable(),
  secondEmblem: text.nullable().default(null),
});
const table = z.object({
  tag: text,
  title: text,
  columns: z.array(z.object({ tag: text, label: text, width: z.enum(['narrow', 'usual', 'wide']) })),
  rows: z.array(z.record(text, text)),
});
const signature = z.object({ role: text, behalf: texts.default([]), title: text, name: text, rank: text, nip: text });

/** A document as it was frozen, of any version of the program; what it did not have yet is empty. */
const frozenForm: z.ZodType<DocumentModel> = z.object({
  code: text,
  form: z.enum(documentForms),
  letterhead,
  title: text,
  number: text,
  edition: text.default(''),
  date: text,
  dateline: text,
  head: z.array(line),
  addressee: texts,
  intro: texts,
  parties: texts,
  opening: texts,
  lines: z.array(line),
  about: z.array(line).default([]),
  tables: z.array(table),
  closing: texts,
  signatures: z.array(signature),
  witness: signature.nullable().default(null),
  copies: texts,
  electronicNote: text.default(''),
});

type Issue = Pick<ActOf<'document'>, 'frozen'> & DocumentEntry;

/** What a document says, in the form in which it is recorded with it: the emblem by its hash alone. */
export function freezeDocument(model: DocumentModel, digest: Digest): Frozen {
  const { letterhead: head } = model;
  const [emblem, secondEmblem] = [head.emblem, head.secondEmblem].map((one) => frozenEmblem(one, digest));
  return freeze({ ...model, letterhead: { ...head, emblem, secondEmblem } }, digest);
}

/** The words of a frozen document, without its emblem. */
export function thawDocument(frozen: Frozen, digest: Digest): Result<DocumentModel, Refusal> {
  return thaw(frozen, frozenForm, digest);
}

function withEmblem(model: DocumentModel, office: OfficeIdentity, digest: Digest): DocumentModel {
  const { letterhead: head } = model;
  const drawn = (hash: string | null): string | null => thawedEmblem(hash, office, digest);
  return { ...model, letterhead: { ...head, emblem: drawn(head.emblem), secondEmblem: drawn(head.secondEmblem) } };
}

/**
 * A recorded document as it was given out. One recorded before documents were frozen is drawn from what is known now, as
 * it always was.
 */
export function issuedDocument(
  source: Omit<DocumentSource, 'entry'>,
  issue: Issue,
  digest: Digest,
): Result<DocumentModel, Refusal> {
  if (issue.frozen) {
    const known = thawDocument(issue.frozen, digest);
    return known.ok ? ok(withEmblem(known.value, source.office, digest)) : known;
  }
  const drawn = documentModel({ ...source, entry: issue });
  return drawn ? ok(drawn) : err(refuse('NO_SUCH_DOCUMENT'));
}

/** Tags of what the fields of steps give. */
function fieldTags({ service }: Pick<DocumentSource, 'service'>, { step, code }: Issue): ReadonlySet<string> {
  const place = placeOf(service, step, code);
  if (!place) return new Set();
  const { lines, tables } = documentShape(service, place.step, layoutOf(place));
  return new Set([...lines, ...tables].flatMap(({ tag, from }) => (from.kind === 'field' ? [tag] : [])));
}

type Table = DocumentModel['tables'][number];
/** Rows with the columns a table had then: one the layout got since changes nothing about what was given out. */
const asIn = ({ columns }: Table, rows: Table['rows']): Table['rows'] =>
  rows.map((row) => Object.fromEntries(columns.flatMap(({ tag }) => (tag in row ? [[tag, row[tag] ?? '']] : []))));

/** Frozen content has its members in another order. */
const sameRows = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * Labels of what the case's own records say otherwise today: a step that was corrected, or a form that was filled in
 * further. A post that was renamed since is none of them, for the paper is right about its day.
 */
export function changedSinceIssue(
  source: Omit<DocumentSource, 'entry'>,
  issue: Issue,
  digest: Digest,
): readonly string[] {
  const given = issue.frozen && thawDocument(issue.frozen, digest);
  const now = given?.ok ? documentModel({ ...source, entry: issue }) : null;
  if (!given?.ok || !now) return [];
  const then = given.value;
  const own = fieldTags(source, issue);
  const lines = now.lines.filter(
    ({ tag, value }) => own.has(tag) && then.lines.some((one) => one.tag === tag && one.value !== value),
  );
  const tables = now.tables.filter(
    ({ tag, rows }) =>
      own.has(tag) && then.tables.some((one) => one.tag === tag && !sameRows(one.rows, asIn(one, rows))),
  );
  return [...lines.map(({ label }) => label), ...tables.map(({ title }) => title)];
}
