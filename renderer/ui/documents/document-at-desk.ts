import { standingOf } from '../../../shared/cases/case-state.ts';
import type { ActOf, Case } from '../../../shared/cases/case.ts';
import type { DocumentModel } from '../../../shared/documents/document-model.ts';
import type { DocumentEntry, DocumentSource } from '../../../shared/documents/document-source.ts';
import { issuedDocument } from '../../../shared/documents/issued.ts';
import { placeOf } from '../../../shared/documents/layouts.ts';
import { hasOlderTags, knownTags, tagsWith, templateData } from '../../../shared/documents/template-tags.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import type { Office } from '../../data/office.ts';
import { digest, officeIdentity } from '../print/sheet-source.ts';
import { safeFileName } from '../print/print-route.ts';
import { emblemPicture } from './emblem-picture.ts';
import { docxType, saveFile } from './save-file.ts';
import { templateOf } from './templates.ts';

/** Everything this desk knows of a case that its documents are made from. */
export type CaseSource = Omit<DocumentSource, 'entry'>;

/** The case with its letter and the masters as they are here; null for a case that is not at this desk. */
export async function readCase(office: Office, caseId: string): Promise<CaseSource | null> {
  const found = await office.get<Case>('case', caseId);
  const standing = found && standingOf(found, serviceByCode);
  if (!found || !standing) return null;
  return {
    found,
    ...standing,
    letter: await office.get<Letter>('letter', found.letterId),
    office: officeIdentity(office),
    positions: office.master<Position>('position'),
    persons: office.master<Person>('person'),
  };
}

/** The file name of a document, without its extension. */
export function documentFileName(source: CaseSource, { step, code, number }: DocumentEntry): string {
  const titles = source.service.steps.find((one) => one.code === step)?.documents;
  const title = titles?.find((one) => one.code === code)?.title ?? code;
  return safeFileName(`${title} ${number}`);
}

/** A recorded document as it was given out. */
export function issuedAtDesk(source: CaseSource, issue: ActOf<'document'>): Result<DocumentModel, Refusal> {
  return issuedDocument(source, issue, digest);
}

/**
 * A recorded document in its template. An office's own one may be older than the document is today: when it uses a field that
 * this paper does not have it is refused by that field, for what stood there would be missing without a word.
 */
export async function filledDocx(
  office: Pick<Office, 'master'>,
  source: CaseSource,
  entry: ActOf<'document'>,
  drawn = emblemPicture,
): Promise<Result<Uint8Array, Refusal>> {
  const issued = issuedAtDesk(source, entry);
  if (!issued.ok) return issued;
  const model = issued.value;
  const place = placeOf(source.service, entry.step, entry.code);
  const known = place ? knownTags(place) : {};
  const template = await templateOf(office, model, hasOlderTags(model, known));
  if (!template.ok) return template;
  // Seldom used and large: loaded only when somebody wants a file.
  const { checkTemplate, fillTemplate } = await import('./docx-file.ts');
  const data = templateData(model);
  const stale = checkTemplate(template.value, tagsWith(known, data), []);
  if (stale) return err(stale);
  const { emblem, secondEmblem } = model.letterhead;
  return fillTemplate(template.value, data, {
    emblem: await drawn(emblem),
    secondEmblem: await drawn(secondEmblem),
    paper: source.office.paper,
  });
}

/** Fills the document's template and saves the .docx as a download. */
export async function saveDocx(
  office: Office,
  source: CaseSource,
  entry: ActOf<'document'>,
): Promise<Result<string, Refusal>> {
  const filled = await filledDocx(office, source, entry);
  if (!filled.ok) return filled;
  const name = `${documentFileName(source, entry)}.docx`;
  saveFile(name, docxType, filled.value);
  return ok(name);
}
