import type { DocumentPlace } from '../../../shared/documents/layouts.ts';
import { knownTags, requiredTags } from '../../../shared/documents/template-tags.ts';
import { largestTemplate } from '../../../shared/office/master.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { base64 } from '../../../shared/scans/ascii.ts';

/** The base64 of a file that may be the template of this document; the refusal says in words what is wrong with it. */
export async function readTemplateFile(file: Blob, place: DocumentPlace): Promise<Result<string, Refusal>> {
  if (file.size > (largestTemplate / 4) * 3) return err(refuse('TEMPLATE_TOO_LARGE', { field: 'content' }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { checkTemplate } = await import('../documents/docx-file.ts');
  const refusal = checkTemplate(bytes, knownTags(place), requiredTags(place));
  return refusal ? err(refusal) : ok(base64(bytes));
}
