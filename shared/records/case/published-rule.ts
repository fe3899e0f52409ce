import type { Case, FieldValues } from '../../cases/case.ts';
import { caseState } from '../../cases/case-state.ts';
import type { NewAct } from '../../cases/step.ts';
import type { Interchange } from '../../interchange/interchange.ts';
import { publishedFields, publishedKeys } from '../../interchange/published-fields.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { serviceByCode } from '../../services/standard.ts';
import { canonicalJson } from '../../sync/operation.ts';
import type { RegisterView } from '../kind.ts';

/** The step an act records or corrects, and what of its fields the act sets. */
function fieldsOf({ acts }: Case, act: NewAct): { readonly step: string; readonly fields: FieldValues } | null {
  if (act.kind === 'finish') return act;
  if (act.kind !== 'correct') return null;
  const record = acts.find((one) => one.kind === 'finish' && one.id === act.of);
  return record?.kind === 'finish' ? { step: record.step, fields: act.set.fields ?? {} } : null;
}

/**
 * The step at which interfaces are published records what the register published, not what was typed; a correction of it as
 * well. A request without an interchange document (its interface was prepared elsewhere) is described by hand.
 */
export async function publishedRule(
  view: RegisterView,
  { caseId, act }: { readonly caseId: string; readonly act: NewAct },
): Promise<Refusal | null> {
  const found = await view.get<Case>('case', caseId);
  const set = found && fieldsOf(found, act);
  if (!found || !set) return null;
  const service = serviceByCode(caseState(found, serviceByCode)?.service ?? null);
  if (set.step !== service?.interchange?.published) return null;
  const docs = (await view.all<Interchange>('interchange')).filter((doc) => doc.caseId === caseId);
  const asked = publishedKeys.filter((key) => act.kind === 'finish' || key in set.fields);
  if (docs.length === 0 || asked.length === 0) return null;
  const published = publishedFields(docs);
  if (!published) return refuse('NOTHING_PUBLISHED');
  const other = asked.find((key) => canonicalJson(set.fields[key]) !== canonicalJson(published[key]));
  return other === undefined ? null : refuse('NOT_AS_PUBLISHED', { field: `fields.${other}` });
}
