import { isoWib } from '../../../shared/dates/wib.ts';
import type { HelloAnswer } from '../../../shared/sync/protocol.ts';
import { syncChange } from '../changes.ts';
import { copiedName, type AttentionItem, type CopiedDesks } from '../office.ts';
import type { Replica } from '../replica.ts';

/** Of the one attention item about forks, and in `meta` of what it says. */
const copiedKey = 'copied';

/** What the account was notified of last. */
interface Notice {
  readonly at: number;
  readonly codes: readonly string[];
}

/**
 * PROTOCOL E7: notifies an account of a fork among the desks with this desk's data, once. Nobody else would notice a copy
 * that doubled no number: each side continues by itself.
 */
export async function notifyCopied(replica: Replica, { at, desks }: NonNullable<HelloAnswer['copied']>): Promise<void> {
  const { store } = replica.world;
  const last = (await store.get('meta', copiedKey))?.value as Notice | undefined;
  const codes = desks.map(({ code }) => code);
  if (last && last.at >= at && codes.every((code) => last.codes.includes(code))) return;
  const item: AttentionItem = {
    opId: copiedKey,
    seq: 0,
    name: copiedName,
    status: 'flagged',
    code: null,
    docType: null,
    docId: '',
    notes: [],
    args: { desks } satisfies CopiedDesks,
    at: isoWib(at),
    seen: false,
  };
  await store.write(['attention', 'meta'], (tx) => {
    tx.put('attention', item);
    tx.put('meta', { key: copiedKey, value: { at, codes } satisfies Notice });
    return Promise.resolve();
  });
  replica.changes.emit(syncChange);
}
