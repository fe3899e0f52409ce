import { caseReaders } from '../../shared/cases/readers.ts';
import type { Case } from '../../shared/cases/case.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import { complaintReaders } from '../../shared/complaints/readers.ts';
import type { DocType } from '../../shared/commands/documents.ts';
import { isSecret, type Letter } from '../../shared/letters/letter.ts';
import { readersOf } from '../../shared/letters/status.ts';

/** PROTOCOL S2: the positions that may read a document; null: everybody in the office. */
export function readersOfDoc(type: DocType, doc: unknown): readonly string[] | null {
  switch (type) {
    case 'letter': {
      const letter = doc as Letter;
      return isSecret(letter.security) ? readersOf(letter) : null;
    }
    case 'case':
      return caseReaders(doc as Case);
    case 'complaint':
      return complaintReaders(doc as Complaint);
    default:
      return null;
  }
}
