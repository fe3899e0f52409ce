import { findCommand } from '../../../shared/commands/registry.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import type { AttentionItem } from '../../data/office.ts';

/** How an entry that did not stand can be made again. */
export type Again =
  /** In the form it was made in, filled with what was typed. */
  | { readonly kind: 'form'; readonly to: string }
  /** Once more as it was: there is nothing in it to be changed. */
  | { readonly kind: 'run'; readonly command: string; readonly args: unknown };

const form = (path: string, name: string, { opId }: AttentionItem): Again => ({
  kind: 'form',
  to: `${path}?${new URLSearchParams({ [name]: opId }).toString()}`,
});

/** A document the restored server no longer has; its last content is in `args`. */
export function isLost({ code }: Pick<AttentionItem, 'code'>): boolean {
  return code === 'SERVER_LOST_DOCUMENT';
}

function lostAgain(item: AttentionItem): Again | null {
  if (item.docType === 'letter') return form('/catat', 'dari', item);
  if (item.docType === 'complaint') {
    const complaint = item.args as Complaint;
    return { kind: 'run', command: 'complaint.record', args: { ...complaint, complaintId: complaint.id } };
  }
  const command = `${item.docType}.save`;
  return findCommand(command) ? { kind: 'run', command, args: { doc: item.args } } : null;
}

/** What can be entered again: what was refused, and what a restored server lost. Everything else stands or waits. */
export function againOf(item: AttentionItem): Again | null {
  if (isLost(item)) return lostAgain(item);
  if (item.status !== 'rejected') return null;
  switch (item.name) {
    case 'letter.register':
      return form('/catat', 'dari', item);
    case 'letter.correct':
      return form(`/surat/${encodeURIComponent(item.docId)}`, 'koreksi', item);
    default:
      return findCommand(item.name) ? { kind: 'run', command: item.name, args: item.args } : null;
  }
}
