import { useEffect, useState } from 'react';
import type { AttentionItem } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';

/** The entry under "Perlu perhatian" with that id, read once; undefined until it was read, null when there is none. */
export function useAttentionItem(opId: string | null): AttentionItem | null | undefined {
  const office = useOffice();
  const [read, setRead] = useState<{ readonly of: string; readonly item: AttentionItem | null } | null>(null);
  useEffect(() => {
    if (opId === null) return undefined;
    let gone = false;
    void office.attention().then((items) => {
      if (!gone) setRead({ of: opId, item: items.find((item) => item.opId === opId) ?? null });
    });
    return () => {
      gone = true;
    };
  }, [office, opId]);
  if (opId === null) return null;
  return read?.of === opId ? read.item : undefined;
}
