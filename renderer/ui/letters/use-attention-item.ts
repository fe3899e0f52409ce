import { useEffect, useState } from 'react';
import type { AttentionItem, LostDocument, Office } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';

/** What `find` gives for an id, read once; undefined until it was read, null when there is none. */
function useOnce<T>(id: string | null, find: (office: Office, id: string) => Promise<T | undefined>) {
  const office = useOffice();
  const [read, setRead] = useState<{ readonly of: string; readonly item: T | null } | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    let gone = false;
    void find(office, id).then((item) => {
      if (!gone) setRead({ of: id, item: item ?? null });
    });
    return () => {
      gone = true;
    };
  }, [office, id, find]);
  if (id === null) return null;
  return read?.of === id ? read.item : undefined;
}

const entryOf = async (office: Office, id: string): Promise<AttentionItem | undefined> =>
  (await office.attention()).find(({ opId }) => opId === id);

const lostLetterOf = async (office: Office, id: string): Promise<LostDocument | undefined> =>
  (await office.lostDocuments()).find(({ docType, docId }) => docType === 'letter' && docId === id);

/** The entry under "Perlu perhatian" with that id, read once. */
export function useAttentionItem(opId: string | null): AttentionItem | null | undefined {
  return useOnce(opId, entryOf);
}

/** The letter of that id that a restored server lost, read once. */
export function useLostLetter(letterId: string | null): LostDocument | null | undefined {
  return useOnce(letterId, lostLetterOf);
}
