import type { Case } from '../../cases/case.ts';
import { caseState } from '../../cases/case-state.ts';
import type { NewAct } from '../../cases/step.ts';
import type { Interchange } from '../../interchange/interchange.ts';
import { publishedFields } from '../../interchange/published-fields.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { serviceByCode } from '../../services/standard.ts';
import { canonicalJson } from '../../sync/operation.ts';
import type { RegisterView } from '../kind.ts';

/**
 * The step at which interfaces are published records what the register published, not what was typed. A request without an
 * interchange document (its interface was prepared elsewhere) is described by hand.
 */
export async function publishedRule(
  view: RegisterView,
  { caseId, act }: { readonly caseId: string; readonly act: NewAct },
): Promise<Refusal | null> {
  const found = act.kind === 'finish' ? await view.get<Case>('case', caseId) : null;
  if (!found || act.kind !== 'finish') return null;
  const service = serviceByCode(caseState(found, serviceByCode)?.service ?? null);
  if (act.step !== service?.interchange?.published) return null;
  const docs = (await view.all<Interchange>('interchange')).filter((doc) => doc.caseId === caseId);
  if (docs.length === 0) return null;
  const published = publishedFields(docs);
  if (!published) return refuse('NOTHING_PUBLISHED');
  const other = Object.keys(published).find((key) => canonicalJson(act.fields[key]) !== canonicalJson(published[key]));
  return other === undefined ? null : refuse('NOT_AS_PUBLISHED', { field: `fields.${other}` });
}
