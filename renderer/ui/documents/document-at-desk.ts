import { caseState } from '../../../shared/cases/case-state.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { documentModel } from '../../../shared/documents/build-document.ts';
import type { DocumentModel } from '../../../shared/documents/document-model.ts';
import type { DocumentEntry, DocumentSource } from '../../../shared/documents/document-source.ts';
import { templateData } from '../../../shared/documents/template-tags.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import type { Office } from '../../data/office.ts';
import { officeIdentity } from '../print/sheet-source.ts';
import { safeFileName } from '../print/print-route.ts';
import { docxType, saveFile } from './save-file.ts';
import { templateOf } from './templates.ts';

/** Everything this desk knows of a case that its documents are made from. */
export type CaseSource = Omit<DocumentSource, 'entry'>;

/** The case with its letter and the masters as they are here; null for a case that is not at this desk. */
export async function readCase(office: Office, caseId: string): Promise<CaseSource | null> {
  const found = await office.get<Case>('case', caseId);
  const state = found && caseState(found, serviceByCode);
  const service = state && serviceByCode(state.service);
  if (!found || !state || !service) return null;
  return {
    service,
    found,
    state,
    letter: await office.get<Letter>('letter', found.letterId),
    office: officeIdentity(office),
    positions: office.master<Position>('position'),
    persons: office.master<Person>('person'),
  };
}

/** What the file of a document is called, without its ending. */
export function documentFileName(source: CaseSource, { step, code, number }: DocumentEntry): string {
  const titles = source.service.steps.find((one) => one.code === step)?.documents;
  const title = titles?.find((one) => one.code === code)?.title ?? code;
  return safeFileName(`${title} ${number}`);
}

/** Fills the document's template and gives the .docx out as a download. */
export async function saveDocx(
  office: Office,
  source: CaseSource,
  entry: DocumentEntry,
): Promise<Result<string, Refusal>> {
  const model: DocumentModel | null = documentModel({ ...source, entry });
  if (!model) return err(refuse('NO_TEMPLATE'));
  const template = await templateOf(office, model);
  if (!template.ok) return template;
  // Seldom used and large: read only when somebody wants a file.
  const { fillTemplate } = await import('./docx-file.ts');
  const filled = fillTemplate(template.value, templateData(model));
  if (!filled.ok) return filled;
  const name = `${documentFileName(source, entry)}.docx`;
  saveFile(name, docxType, filled.value);
  return ok(name);
}
