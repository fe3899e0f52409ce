import type { Case } from '../../shared/cases/case.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { sameValue } from '../../shared/letters/correct.ts';

/** Whether a document shows the effect of an entry: the person who saved it must see it at once (S5). */
export function effectSeen(command: string, args: unknown, opId: string, doc: unknown): boolean {
  if (doc === null) return false;
  if (command.endsWith('.save')) {
    const wanted = (args as { doc: Record<string, unknown> }).doc;
    return Object.entries(wanted).every(([field, value]) => sameValue((doc as Record<string, unknown>)[field], value));
  }
  // The desk's next draft, or another one from the same desk, takes its place.
  if (command === 'case.draft') return true;
  if (command.startsWith('case.') || command.startsWith('complaint.')) {
    const { acts } = doc as Case | Complaint;
    return command === 'case.open' || command === 'complaint.record' || acts.some(({ id }) => id === opId);
  }
  const letter = doc as Letter;
  switch (command) {
    case 'letter.register':
      return true;
    case 'letter.void':
      return letter.voided !== null;
    case 'letter.correct': {
      const { set } = args as { set: Partial<Letter> };
      const noted = letter.corrections.some((correction) => correction.opId === opId);
      return noted || Object.entries(set).every(([field, value]) => sameValue(letter[field as keyof Letter], value));
    }
    default:
      return letter.facts.some(({ id }) => id === opId);
  }
}
