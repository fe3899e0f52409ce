import { quarantineAnswer, trustPaths, type JudgeRequest, type ShownEntry } from '../../shared/sync/trust-api.ts';
import type { DeskClient } from './desk-client.ts';

export type Decision = { readonly decision: 'accept' } | { readonly decision: 'refuse'; readonly reason: string };

/** How the list of quarantined entries names one. */
export function namedAs({
  opId,
  desk,
  inc,
  seq,
  hash,
}: {
  readonly opId: string;
  readonly desk: { readonly id: string };
  readonly inc: number;
  readonly seq: number;
  readonly hash: string;
}): ShownEntry {
  return { opId, desk: desk.id, inc, seq, hash };
}

/** The first quarantined entry under an id, as an administrator is shown it. */
export async function shownEntry(admin: DeskClient, opId: string): Promise<ShownEntry> {
  const { entries } = quarantineAnswer.parse((await admin.send('GET', trustPaths.quarantine)).json);
  const entry = entries.find((one) => one.opId === opId);
  if (!entry) throw new Error(`nothing is quarantined under ${opId}`);
  return namedAs(entry);
}

/** An administrator looks at the list and decides on what is shown under an id. */
export async function judgeShown(admin: DeskClient, opId: string, decision: Decision) {
  const body: JudgeRequest = { ...(await shownEntry(admin, opId)), ...decision };
  return admin.send('POST', trustPaths.quarantine, body);
}
