import type { DocRef } from '../../shared/commands/documents.ts';
import type { AttachedScan } from '../../shared/letters/attached-scan.ts';
import { scanKinds } from '../../shared/records/kinds.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';

/** A document that names scans. */
export interface ScanOwner extends DocRef {
  readonly doc: unknown;
  readonly scans: readonly AttachedScan[];
}

/** The document a scan belongs to; requests for files give its id alone. */
export async function scanOwner(tx: Tx, id: string): Promise<ScanOwner | null> {
  for (const { type, scans } of scanKinds) {
    const stored = await tx.docs.get(type, id);
    if (!stored) continue;
    const doc = docOf(stored);
    return { type, id, doc, scans: scans?.(doc) ?? [] };
  }
  return null;
}
