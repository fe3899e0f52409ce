import { actName } from '../../../shared/cases/commands.ts';
import type { Office } from '../../data/office.ts';
import { allowedOf } from '../office/allowed.ts';

/** What may be done with a case beside finishing its step, in the order of the menu. */
export const caseActions = ['team', 'link', 'title', 'service', 'maintain', 'withdraw'] as const;
export type CaseAction = (typeof caseActions)[number];

/** What this account may do with the case now. */
export async function allowedActions(office: Office, id: string): Promise<readonly CaseAction[]> {
  const allowed = await allowedOf(office, caseActions.map(actName), { type: 'case', id });
  return caseActions.filter((action) => allowed.has(actName(action)));
}
