import { fieldPolicy, sameValue, type CorrectArgs } from '../../../shared/letters/correct.ts';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import { sha256 } from '../../../main/desk/sha256.ts';
import { leftId } from '../../../shared/sync/entry-id.ts';
import type { KeptOperation, RegisterView } from '../register-view.ts';

const took = ({ status, rv }: KeptOperation): boolean =>
  rv !== null && (status === 'applied' || status === 'merged' || status === 'flagged');

/** Commands that leave a fact with their own id in the letter. */
const leavesFact = (name: string): boolean =>
  name.startsWith('disposition.') || ['letter.print', 'letter.forward', 'letter.file'].includes(name);

/**
 * S9: a fact the server took is in its letter, or waits for a letter that a restored register lacks still. One that
 * came under several sequence numbers waits at one of them (PROTOCOL P13).
 */
export function checkFacts(register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const waiting = new Set(register.ops.flatMap(({ op, parked }) => (parked ? [op.opId] : [])));
  for (const kept of register.ops) {
    if (!took(kept)) continue;
    const { op } = kept;
    const { letterId } = Object(op.args) as { letterId?: string };
    if (letterId === undefined || !/^(letter|disposition)\./.test(op.name)) continue;
    const letter = register.letter(letterId);
    if (!letter && waiting.has(op.opId)) continue;
    if (!letter) broken.push(`S9: ${op.name} ${op.opId} took effect on letter ${letterId}, which is not there`);
    else if (leavesFact(op.name) && !letter.facts.some(({ id }) => id === leftId(op, sha256))) {
      broken.push(`S9: ${op.name} ${op.opId} is no longer in letter ${letterId}`);
    } else if (op.name === 'letter.void' && letter.voided === null) {
      broken.push(`S9: letter ${letterId} is void no longer`);
    }
  }
  return broken;
}

/** S9: the same of requests and complaints, whose acts carry the id of their entry; a draft may have been replaced. */
export function checkActs(register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const waiting = new Set(register.ops.flatMap(({ op, parked }) => (parked ? [op.opId] : [])));
  const known = new Map([...register.cases, ...register.complaints].map((one) => [one.id, one]));
  for (const kept of register.ops) {
    const { op } = kept;
    const { caseId, complaintId } = Object(op.args) as { caseId?: string; complaintId?: string };
    const id = op.name.startsWith('case.') ? caseId : op.name.startsWith('complaint.') ? complaintId : undefined;
    if (id === undefined || !took(kept)) continue;
    const found = known.get(id);
    if (!found && waiting.has(op.opId)) continue;
    if (!found) broken.push(`S9: ${op.name} ${op.opId} took effect on ${id}, which is not there`);
    else if (!['case.open', 'case.draft', 'complaint.record'].includes(op.name)) {
      if (!found.acts.some((act) => act.id === leftId(op, sha256)))
        broken.push(`S9: ${op.name} ${op.opId} is no longer in ${id}`);
    }
  }
  return broken;
}

function stands(letter: Letter, field: keyof LetterHeader, value: unknown): boolean {
  const now = letter[field];
  if (fieldPolicy[field] === 'union' && Array.isArray(now) && Array.isArray(value)) return true;
  return sameValue(now, value) || letter.corrections.some((one) => one.field === field && sameValue(one.was, value));
}

/** S6: a value the server accepted stands in the letter, or in its history with what came after it. */
export function checkValues(register: RegisterView): readonly string[] {
  const broken: string[] = [];
  for (const kept of register.ops) {
    const { op, result } = kept;
    if (op.name !== 'letter.correct' || !took(kept)) continue;
    const { letterId, set } = op.args as CorrectArgs;
    const letter = register.letter(letterId);
    const given = new Set((result.notes ?? []).filter(({ kept: side }) => side === 'now').map(({ field }) => field));
    for (const [field, value] of Object.entries(set)) {
      if (letter && !given.has(field) && !stands(letter, field as keyof LetterHeader, value)) {
        broken.push(`S6: ${field} of ${letterId} as ${op.opId} set it is neither there nor in the history`);
      }
    }
  }
  return broken;
}
