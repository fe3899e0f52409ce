import { templateId, type DocumentTemplate } from '../../../shared/office/master.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { base64Bytes } from '../../../shared/scans/ascii.ts';
import type { DocumentDefinition } from '../../../shared/services/definition.ts';
import type { Office } from '../../data/office.ts';

const folder = '../../../assets/templates';
const shipped = import.meta.glob('../../../assets/templates/*.docx', { query: '?url', import: 'default', eager: true });

/** The office's own template of a document; null while the shipped one is used. */
export function ownTemplate(office: Pick<Office, 'master'>, code: string): DocumentTemplate | null {
  const found = office.master<DocumentTemplate>('template').find(({ id }) => id === templateId(code));
  return found && found.content !== '' ? found : null;
}

type Document = Pick<DocumentDefinition, 'code' | 'form'>;

/** The address of the template that comes with the program: the document's own, else the general one of its form. */
const shippedFor = ({ code, form }: Document, general: boolean): string | undefined =>
  (general ? undefined : shipped[`${folder}/${code}.docx`]) ?? shipped[`${folder}/umum-${form}.docx`];

/** The template that comes with the program, from its own files. */
async function shippedTemplate(document: Document, general: boolean): Promise<Result<Uint8Array, Refusal>> {
  const url = shippedFor(document, general);
  if (url === undefined) return err(refuse('NO_TEMPLATE'));
  try {
    const answer = await fetch(url);
    if (!answer.ok) return err(refuse('TEMPLATE_UNREADABLE'));
    return ok(new Uint8Array(await answer.arrayBuffer()));
  } catch {
    return err(refuse('TEMPLATE_UNREADABLE'));
  }
}

/**
 * The template a document is written with: the office's own, else the shipped one; `general`: that of its form, which names no
 * field, for a paper of before that has others than the document has today.
 */
export async function templateOf(
  office: Pick<Office, 'master'>,
  document: Document,
  general = false,
): Promise<Result<Uint8Array, Refusal>> {
  const own = ownTemplate(office, document.code);
  if (!own) return shippedTemplate(document, general);
  const bytes = base64Bytes(own.content);
  return bytes ? ok(bytes) : err(refuse('TEMPLATE_UNREADABLE'));
}
