import type { Case } from '../../../shared/cases/case.ts';
import { actName } from '../../../shared/cases/commands.ts';
import { findCommand } from '../../../shared/commands/registry.ts';
import { complaintActName } from '../../../shared/complaints/commands.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import type { AttentionItem } from '../../data/office.ts';

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

const form = (path: string, name: string, { opId }: AttentionItem): Again => ({
  kind: 'form',
  to: `${path}?${new URLSearchParams({ [name]: opId }).toString()}`,
});

/** A document the restored server no longer has; its last content is in `args`. */
export function isLost({ code }: Pick<AttentionItem, 'code'>): boolean {
  return code === 'SERVER_LOST_DOCUMENT';
}

/**
 * The commands that recreate a case or complaint with every act, in their order, recorded as of now: the restored
 * server no longer knows when and by whom each was recorded, but their days and results stay.
 */
function lostAgain(item: AttentionItem): Again | null {
  if (item.docType === 'letter') return form('/catat', 'dari', item);
  if (item.docType === 'complaint') {
    const complaint = item.args as Complaint;
    const complaintId = complaint.id;
    const acts = complaint.acts.map((act) => ({ command: complaintActName(act.kind), args: { complaintId, act } }));
    return { kind: 'run', entries: [{ command: 'complaint.record', args: { ...complaint, complaintId } }, ...acts] };
  }
  if (item.docType === 'case') {
    const opened = item.args as Case;
    const caseId = opened.id;
    const acts = opened.acts.map((act) => ({ command: actName(act.kind), args: { caseId, act } }));
    return { kind: 'run', entries: [{ command: 'case.open', args: { ...opened, caseId } }, ...acts] };
  }
  const command = `${item.docType}.save`;
  return findCommand(command) ? { kind: 'run', entries: [{ command, args: { doc: item.args } }] } : null;
}

/** What can be entered again: what was refused, and what a restored server lost. */
export function againOf(item: AttentionItem): Again | null {
  if (isLost(item)) return lostAgain(item);
  if (item.status !== 'rejected') return null;
  switch (item.name) {
    case 'letter.register':
      return form('/catat', 'dari', item);
    case 'letter.correct':
      return form(`/surat/${encodeURIComponent(item.docId)}`, 'koreksi', item);
    default:
      return findCommand(item.name) ? { kind: 'run', entries: [{ command: item.name, args: item.args }] } : null;
  }
}
