import type { Case } from '../../../shared/cases/case.ts';
import { actName } from '../../../shared/cases/commands.ts';
import { findCommand } from '../../../shared/commands/registry.ts';
import { correctedFinishes } from '../../../shared/cases/corrections.ts';
import { asCorrected } from '../../../shared/complaints/corrected.ts';
import { complaintActName } from '../../../shared/complaints/commands.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { parseKey } from '../../../shared/interchange/draft.ts';
import type { Interchange } from '../../../shared/interchange/interchange.ts';
import type { AttentionItem, LostDocument } from '../../data/office.ts';

/** A command to be run, as its form would run it. */
export interface Entry {
  readonly command: string;
  readonly args: unknown;
}

/** How an entry that was refused or lost can be made again. */
export type Again =
  /** In the form it was made in, filled with its values. */
  | { readonly kind: 'form'; readonly to: string }
  /** Once more as it was, one after the other: it has no values to change. */
  | { readonly kind: 'run'; readonly entries: readonly Entry[] };

const form = (path: string, name: string, id: string): Again => ({
  kind: 'form',
  to: `${path}?${new URLSearchParams({ [name]: id }).toString()}`,
});

/**
 * How a document that a restored server lost is entered again: a letter in its form, everything else by the commands
 * that recreate it. A case or complaint gets every act in its order, recorded as of now: the restored server no longer
 * knows when and by whom each was recorded, but their days and results stay.
 */
export function lostAgain({ docType, docId, doc }: LostDocument): Again | null {
  if (docType === 'letter') return form('/catat', 'hilang', docId);
  if (docType === 'complaint') {
    // Corrections name their acts by ids that are no more: what they made of them is entered.
    const complaint = asCorrected(doc as Complaint);
    const complaintId = complaint.id;
    const acts = complaint.acts.map((act) => ({ command: complaintActName(act.kind), args: { complaintId, act } }));
    return { kind: 'run', entries: [{ command: 'complaint.record', args: { ...complaint, complaintId } }, ...acts] };
  }
  if (docType === 'case') {
    const opened = doc as Case;
    const caseId = opened.id;
    const corrected = correctedFinishes(opened.acts);
    const acts = opened.acts.flatMap((act) => {
      if (act.kind === 'correct') return [];
      const finish = corrected.get(act.id)?.finish ?? act;
      const { replaces: _gone, ...paper } = { replaces: undefined, ...finish };
      return [{ command: actName(act.kind), args: { caseId, act: paper } }];
    });
    return { kind: 'run', entries: [{ command: 'case.open', args: { ...opened, caseId } }, ...acts] };
  }
  if (docType === 'interchange') {
    // Versions and signatures name one another by ids that are no more: what was written is there, they are made again.
    const { id: interchangeId, caseId, readers, team, ...rest } = doc as Interchange;
    const fields = Object.fromEntries(Object.entries(rest).filter(([key]) => parseKey(key) !== null));
    return {
      kind: 'run',
      entries: [{ command: 'interchange.open', args: { interchangeId, caseId, readers, team, fields } }],
    };
  }
  const command = `${docType}.save`;
  return findCommand(command) ? { kind: 'run', entries: [{ command, args: { doc } }] } : null;
}

/** How an entry that was refused is made again. */
export function againOf(item: AttentionItem): Again | null {
  if (item.status !== 'rejected') return null;
  switch (item.name) {
    case 'letter.register':
      return form('/catat', 'dari', item.opId);
    case 'letter.correct':
      return form(`/surat/${encodeURIComponent(item.docId)}`, 'koreksi', item.opId);
    default:
      return findCommand(item.name) ? { kind: 'run', entries: [{ command: item.name, args: item.args }] } : null;
  }
}
