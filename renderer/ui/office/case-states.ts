import type { Case, CaseState } from '../../../shared/cases/case.ts';
import { standingOf } from '../../../shared/cases/case-state.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';

/** A case with its derived state. */
export interface KnownCase {
  readonly found: Case;
  readonly state: CaseState;
  readonly service: ServiceDefinition;
}

const known = new WeakMap<Case, KnownCase | null>();

/** The state of a case, derived once per version of it; null when its service is of a newer program. */
export function knownCase(found: Case): KnownCase | null {
  const before = known.get(found);
  if (before !== undefined) return before;
  const standing = standingOf(found, serviceByCode);
  const now = standing && { found, ...standing };
  known.set(found, now);
  return now;
}
