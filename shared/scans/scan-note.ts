import { z } from 'zod';
import { asciiJson, asciiText } from './ascii.ts';
import { scanMimes } from './scan-type.ts';

/**
 * What is known of the server's copy. `fetched`: the file came from there before the desk knew the epoch, so it has to
 * be asked for in the present one.
 */
const atServer = z.discriminatedUnion('is', [
  z.object({ is: z.literal('unconfirmed') }),
  z.object({ is: z.literal('fetched') }),
  z.object({ is: z.literal('confirmed'), epoch: z.string() }),
]);
export type AtServer = z.infer<typeof atServer>;

/** As notes of earlier programs have it: the epoch of the confirmation, a sentence for a fetched file, or null. */
const formerly = (sent: string | null): AtServer => {
  if (sent === null) return { is: 'unconfirmed' };
  return sent === 'to be asked' ? { is: 'fetched' } : { is: 'confirmed', epoch: sent };
};

const linkShape = z
  .object({
    /** Who attached it here last, or opened it first. */
    account: z.string(),
    /** Whether the server has it for that letter. */
    atServer: atServer.optional(),
    sent: z.string().nullable().default(null),
    /** Accounts of this desk that have the letter; it is shown from here to nobody else (PROTOCOL A4). */
    readers: z.array(z.string()).optional(),
    /** Desk time at which it was attached or opened here first, ms. */
    since: z.number().default(0),
    /** Desk time since when the letter was found not to name a file that was never sent, ms; null: it names it. */
    unnamed: z.number().nullable().default(null),
  })
  .transform(({ readers, atServer: known, sent, ...link }) => ({
    ...link,
    atServer: known ?? formerly(sent),
    readers: readers ?? [link.account],
  }));

/** What the desk knows of a file as one letter's scan. */
export type ScanLink = z.infer<typeof linkShape>;

const shape = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  mime: z.enum(scanMimes),
  /** Desk time of the last opening, ms; only the order matters. */
  opened: z.number(),
  /** Accounts that can open the file as it lies here; absent: it lies as it is. */
  sealedFor: z.array(z.string()).optional(),
  /** The desk that sealed the file, where it is another one (PROTOCOL D9). */
  sealedAt: z.string().optional(),
  /** By letter. */
  letters: z.record(z.string(), linkShape),
});

/** What the desk knows of a file it has: which letters it is for and whether the server has it for them. */
export type ScanNote = z.infer<typeof shape>;

export const filePath = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`;
export const notePath = (sha256: string): string => `${filePath(sha256)}.json`;

/** A note as it is stored beside its file; null when it is damaged, which costs an upload and nothing else. */
export function parseNote(bytes: Uint8Array): ScanNote | null {
  try {
    const parsed = shape.safeParse(JSON.parse(asciiText(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function noteBytes(note: ScanNote): Uint8Array {
  return asciiJson(note);
}

/** Whether the server was found to have it in this epoch. */
export function isConfirmedIn({ atServer }: Pick<ScanLink, 'atServer'>, epoch: string): boolean {
  return atServer.is === 'confirmed' && atServer.epoch === epoch;
}

/** Whether the server had it at some time. */
export function wasAtServer({ atServer }: Pick<ScanLink, 'atServer'>): boolean {
  return atServer.is !== 'unconfirmed';
}

/** Whether the server was found to have the file for every letter, in this epoch (PROTOCOL A3, E1). */
export function isSafe(note: ScanNote, epoch: string): boolean {
  const letters = Object.values(note.letters);
  return letters.length > 0 && letters.every((link) => isConfirmedIn(link, epoch));
}
