import { caseTasks } from '../../../shared/cases/my-work.ts';
import { complaintState } from '../../../shared/complaints/complaint-state.ts';
import { waitsFor } from '../../../shared/complaints/my-complaints.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { isSecret } from '../../../shared/letters/letter.ts';
import type { Office } from '../../data/office.ts';
import { caseLines } from '../office/use-cases.ts';

/** Something that waits for this person. A step of a case counts as new in every round. */
export interface Work {
  readonly key: string;
  readonly kind: 'case' | 'letter' | 'complaint';
  /** For a case its number and step; notices do not name letters and complaints. */
  readonly name: string;
  readonly step: string;
  /** What a case is about; a notice never says it of a secret one. */
  readonly title?: string;
}

/** More than this cannot be new to anybody. */
const maxListed = 500;

/** Everything that waits for the positions of this account today. */
export function workOf(office: Office, day: PlainDate): readonly Work[] {
  const who = office.who();
  const cases = caseTasks(caseLines(office, day), who)
    .filter(({ kind }) => kind === 'turn')
    .map(({ line: { id, number, step, title, security } }): Work => {
      const named = isSecret(security) ? {} : { title };
      return { key: `${id} ${step.no} ${step.round}`, kind: 'case', name: number, step: step.title, ...named };
    });
  const complaints = office.records('complaint').flatMap((complaint): readonly Work[] => {
    const state = complaintState(complaint);
    // A complaint that is given to the next position, or reopened, is new again.
    const key = `${complaint.id} ${state.holder ?? ''} ${state.reopened}`;
    return waitsFor(state, who) ? [{ key, kind: 'complaint', name: '', step: '' }] : [];
  });
  if (who.positions.length === 0) return [...cases, ...complaints];
  const list = office.letters({ holders: who.positions });
  const letters = Array.from({ length: Math.min(maxListed, list.total) }, (_, at): Work => {
    return { key: list.line(at)?.id ?? '', kind: 'letter', name: '', step: '' };
  });
  return [...cases, ...complaints, ...letters];
}

/** What was not there before; empty while the former state is not known. */
export function newWork(known: ReadonlySet<string> | null, now: readonly Work[]): readonly Work[] {
  return known === null ? [] : now.filter(({ key }) => !known.has(key));
}
