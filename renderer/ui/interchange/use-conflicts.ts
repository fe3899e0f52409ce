import { useMemo } from 'react';
import { parseKey, type DraftFields, type DraftValue } from '../../../shared/interchange/draft.ts';
import { useLiveAsync, useOffice } from '../office/office-context.tsx';

export interface Conflicts {
  /** By cell, part or place: what this account typed while another desk's value stands there. */
  readonly mine: DraftFields;
  /** They were decided. */
  readonly settle: () => void;
}

/** What of this document was typed here and did not stand, because another desk wrote in the same place first. */
export function useConflicts(id: string): Conflicts {
  const office = useOffice();
  const items = useLiveAsync(
    async (one) =>
      (await one.attention()).filter(({ docId, seen, notes }) => docId === id && !seen && notes.length > 0),
    [id],
  );
  const mine = useMemo(() => {
    const notes = (items ?? [])
      .flatMap((item) => item.notes)
      .filter(({ kept, field }) => kept === 'now' && parseKey(field));
    return Object.fromEntries(notes.map((note) => [note.field, note.mine as DraftValue] as const));
  }, [items]);
  return {
    mine,
    settle: () => void office.markSeen((items ?? []).map(({ opId }) => opId)),
  };
}
