import type { Case } from '../cases/case.ts';
import { caseReaders } from '../cases/readers.ts';
import type { Interchange } from './interchange.ts';

/** Who reads and who works on the documents of a case, as the case has it now. */
export function scopeOf(found: Case): Pick<Interchange, 'readers' | 'team'> {
  const act = found.acts.findLast(({ kind }) => kind === 'team');
  return { readers: caseReaders(found), team: act?.kind === 'team' ? act.people : [] };
}
