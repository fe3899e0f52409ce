import type { Outcome } from '../../../shared/desk/desk.ts';
import type { AttachedScan } from '../../../shared/letters/attached-scan.ts';
import { ok } from '../../../shared/result.ts';
import { useOffice } from '../office/office-context.tsx';
import { useLetterScans } from '../office/scans-context.tsx';
import { useTexts } from '../texts/index.ts';
import { readyToAttach } from './ready-to-attach.ts';

/** A stored file, as an entry names it. */
export type StoredFile = Pick<AttachedScan, 'id' | 'sha256' | 'size' | 'mime' | 'name'>;

/** Stores a chosen file for a document; the entry that names it comes after (PROTOCOL A1). */
export function useStoreFile(documentId: string): (file: File) => Promise<Outcome<StoredFile>> {
  const t = useTexts();
  const office = useOffice();
  const scans = useLetterScans(documentId);
  return async (file) => {
    const ready = await readyToAttach(file);
    if (!ready.ok) return ready;
    const stored = await scans.put(ready.value);
    if (!stored.ok) return stored;
    const name = file.name.trim() === '' ? t('scans.image') : file.name.slice(-200);
    return ok({ id: office.newId(), ...stored.value, name });
  };
}
