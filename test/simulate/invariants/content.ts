import { sameValue } from '../../../shared/commands/merge-fields.ts';
import type { CorrectArgs } from '../../../shared/letters/correct.ts';
import { letterHeader } from '../../../shared/letters/header.ts';
import { findKind, kindOfCommand } from '../../../shared/records/kinds.ts';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import { sha256 } from '../../../server/auth/tokens.ts';
import { idOfAccount } from '../../../shared/sync/account-ids.ts';
import type { KeptOperation, RegisterView } from '../register-view.ts';

const stood = ({ status }: KeptOperation): boolean => ['applied', 'merged', 'flagged'].includes(status);
const took = (kept: KeptOperation): boolean => kept.rv !== null && stood(kept);

/** Commands whose effect may be none of the acts: its own mark, a field, or a draft that another one replaced. */
const leavesNoAct: ReadonlySet<string> = new Set([
  'letter.void',
  'letter.correct',
  'letter.attachScan',
  'letter.removeScan',
  'case.draft',
  'interchange.edit',
]);

/** By what an entry may be known in its document: its id, or one of its account where another one has used that too. */
function recordedAs({ ops }: RegisterView): (op: KeptOperation['op']) => readonly string[] {
  const accounts = new Map<string, Set<string>>();
  for (const kept of ops) {
    if (stood(kept)) accounts.set(kept.op.opId, (accounts.get(kept.op.opId) ?? new Set()).add(kept.op.by.account));
  }
  return ({ opId, by }) =>
    (accounts.get(opId)?.size ?? 0) > 1 ? [opId, idOfAccount(sha256, opId, by.account)] : [opId];
}

/**
 * S9: what the server took is in its document, under the id of the entry, or waits for a document that a restored
 * register lacks still. One that came under several sequence numbers waits at one of them (PROTOCOL P13).
 */
export function checkActs(register: RegisterView): readonly string[] {
  const broken: string[] = [];
  const waiting = new Set(register.ops.flatMap(({ op, parked }) => (parked ? [op.opId] : [])));
  const idsOf = recordedAs(register);
  for (const kept of register.ops) {
    const { op } = kept;
    const kind = kindOfCommand(op.name);
    if (!kind?.acts || !took(kept)) continue;
    const id = String(Object(op.args)[kind.idArg]);
    const stored = register.docs.get(`${kind.type}:${id}`);
    if (!stored && waiting.has(op.opId)) continue;
    const doc: unknown = stored && JSON.parse(stored.json);
    if (!doc) broken.push(`S9: ${op.name} ${op.opId} took effect on ${id}, which is not there`);
    else if (op.name === 'letter.void' && register.letter(id)?.voided === null) {
      broken.push(`S9: letter ${id} is void no longer`);
    } else if (op.name !== kind.opens && !leavesNoAct.has(op.name)) {
      if (!kind.acts(doc).some((act) => idsOf(op).includes(act.id))) {
        broken.push(`S9: ${op.name} ${op.opId} is no longer in ${id}`);
      }
    }
  }
  return broken;
}

/** S20: every document of the register has the form of its kind, and what was done with it can be folded. */
export function checkForms(register: RegisterView): readonly string[] {
  return [...register.docs.values()].flatMap(({ type, id, json }) => {
    const kind = findKind(type);
    if (!kind) return [`S20: ${type} ${id} is of no kind`];
    const doc: unknown = JSON.parse(json);
    const formed = kind.form.safeParse(doc);
    if (!formed.success) return [`S20: ${type} ${id}: ${formed.error.issues[0]?.path.join('.')} is not of its form`];
    kind.fold?.(doc);
    return [];
  });
}

function stands(letter: Letter, field: keyof LetterHeader, value: unknown): boolean {
  const now = letter[field];
  if (letterHeader.policy[field] === 'union' && Array.isArray(now) && Array.isArray(value)) return true;
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
