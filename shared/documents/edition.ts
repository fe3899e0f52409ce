import { z } from 'zod';
import { longDate } from '../dates/indonesian.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { canonicalJson, type Digest } from '../sync/operation.ts';

/** What a paper said when it was given out, in one text: whoever draws it again draws this. */
export interface Frozen {
  /** SHA-256 of the text. */
  readonly hash: string;
  /** Canonical JSON of the content. */
  readonly text: string;
}

/** Longest text of one edition, in UTF-16 units: the longest document of the services, filled in as usual, has a twentieth. */
export const longestFrozen = 400_000;

export const frozenHash = z.string().regex(/^[0-9a-f]{64}$/);
export const frozenArgs = z.object({ hash: frozenHash, text: z.string().max(longestFrozen, 'ENTRY_TOO_LARGE') });

/** The content of a paper as it is given out. */
export function freeze(content: unknown, digest: Digest): Frozen {
  const text = canonicalJson(content);
  return { hash: digest(text), text };
}

/** The content again; one that is not what its hash says is refused, for drawing anything else would be another paper. */
export function thaw<T>({ hash, text }: Frozen, form: z.ZodType<T>, digest: Digest): Result<T, Refusal> {
  if (digest(text) !== hash) return err(refuse('EDITION_DAMAGED'));
  try {
    const read = form.safeParse(JSON.parse(text));
    return read.success ? ok(read.data) : err(refuse('EDITION_DAMAGED'));
  } catch {
    return err(refuse('EDITION_DAMAGED'));
  }
}

const frozenLines = z.object({ lines: z.array(z.object({ tag: z.string(), value: z.string() })) });

/** One line of a frozen document by its tag; null: it has none. */
export function frozenLine({ text }: Frozen, tag: string): string | null {
  try {
    const read = frozenLines.safeParse(JSON.parse(text));
    return (read.success && read.data.lines.find((line) => line.tag === tag)?.value) || null;
  } catch {
    return null;
  }
}

/** Which edition a paper is, and which one it replaces; the first replaces none. */
export interface Edition {
  readonly no: number;
  readonly replaces: { readonly no: number; readonly date: PlainDate } | null;
}

export const firstEdition: Edition = { no: 1, replaces: null };

export const editionArgs = z.object({
  no: z.number().int().min(1).max(100_000),
  replaces: z.object({ no: z.number().int().min(1).max(100_000), date: z.string().max(10) }).nullable(),
});

/** `Edisi 2, menggantikan edisi 1 tanggal 12 Oktober 2026`; nothing of the first. */
export function editionNote({ no, replaces }: Edition): string {
  return replaces ? `Edisi ${no}, menggantikan edisi ${replaces.no} tanggal ${longDate(replaces.date)}` : '';
}
