import type { Case } from '../../shared/cases/case.ts';
import type { DocRef } from '../../shared/commands/documents.ts';
import { isSecret, type Letter } from '../../shared/letters/letter.ts';
import { readersOf } from '../../shared/letters/status.ts';
import { docOf } from '../store/live-docs.ts';
import type { Tx } from '../store/store.ts';
import { writeAt, type Change, type Writer } from './write-doc.ts';

/** Readers in the order of their ids, as text; of a letter anybody may read only its level. */
function mark(letter: Letter): string {
  const readers = isSecret(letter.security) ? [...readersOf(letter)].sort() : [];
  return JSON.stringify([letter.security, readers]);
}

function likeLetter(found: Case, letter: Letter): Case {
  const readers = isSecret(letter.security) ? readersOf(letter) : [];
  return { ...found, security: letter.security, readers };
}

/**
 * PROTOCOL S3: the operation states how secret the letter was at the desk when the case was opened; what counts is how
 * secret it is now. Every other document stays as it is.
 */
export async function newDocument(tx: Tx, { type }: DocRef, doc: unknown): Promise<unknown> {
  if (type !== 'case') return doc;
  const found = doc as Case;
  const stored = await tx.docs.get('letter', found.letterId);
  return stored ? likeLetter(found, docOf(stored) as Letter) : doc;
}

/**
 * PROTOCOL S3: a case is as secret as its letter. When the letter's level or readers change, its cases follow in the same
 * version.
 */
export async function followLetter(tx: Tx, rv: number, { ref, before, doc }: Change, writer: Writer): Promise<void> {
  if (ref.type !== 'letter' || !before) return;
  const letter = doc as Letter;
  if (mark(docOf(before) as Letter) === mark(letter)) return;
  for (const stored of await tx.docs.ofTypes(['case'])) {
    const found = JSON.parse(stored.json) as Case;
    if (found.letterId !== ref.id) continue;
    const change = { ref: { type: 'case', id: stored.id }, before: stored, doc: likeLetter(found, letter) } as const;
    await writeAt(tx, rv, change, writer);
  }
}
