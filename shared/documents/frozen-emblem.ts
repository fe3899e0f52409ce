import type { OfficeIdentity } from '../office/master.ts';
import type { Digest } from '../sync/operation.ts';

/** An emblem in frozen content: its hash, for the picture itself would be most of every paper. */
export function frozenEmblem(emblem: string | null, digest: Digest): string | null {
  return emblem === null ? null : digest(emblem);
}

/** The emblem of that hash, which the office keeps when it takes another one; null: nobody here has it. */
export function thawedEmblem(
  hash: string | null,
  {
    emblem,
    secondEmblem = null,
    earlierEmblems = [],
  }: Pick<OfficeIdentity, 'emblem' | 'secondEmblem' | 'earlierEmblems'>,
  digest: Digest,
): string | null {
  if (hash === null) return null;
  return [emblem, secondEmblem, ...earlierEmblems].find((one) => one !== null && digest(one) === hash) ?? null;
}
