import { z } from 'zod';

/**
 * The notes of the register, table `meta` of its database: what it knows of itself beside documents, desks and numbers.
 * Each is declared here with the form of its value; what lies there in another form counts as absent. Nothing else
 * names an entry of that table, except the steps of its migrations.
 */
export interface MetaKey<T> {
  readonly name: string;
  /** Null: the text is none of this note. */
  read(text: string): T | null;
  write(value: T): string;
}

/** A note that is a text. */
function text<T extends string>(name: string, schema: z.ZodType<T>): MetaKey<T> {
  return { name, read: (found) => schema.safeParse(found).data ?? null, write: (value) => value };
}

function json<T>(name: string, schema: z.ZodType<T>): MetaKey<T> {
  const parse = (found: string): T | null => {
    try {
      return schema.safeParse(JSON.parse(found)).data ?? null;
    } catch {
      return null;
    }
  };
  // Some are asked for with every entry, and hardly ever change.
  let latest: { readonly text: string; readonly value: T | null } | null = null;
  const read = (found: string): T | null => {
    if (latest?.text !== found) latest = { text: found, value: parse(found) };
    return latest.value;
  };
  return { name, read, write: (value) => JSON.stringify(value) };
}

/** 32 bytes as hex. */
export const sealKey = z.string().regex(/^[0-9a-f]{64}$/);

/** A list that loses what is none of its entries, and nothing else. */
const listOf = <T>(schema: z.ZodType<T>) =>
  z.array(z.unknown()).transform((all): readonly T[] => all.filter((one): one is T => schema.safeParse(one).success));

/** Every note there is. */
export const meta = {
  /** Name of the register, the same in every copy of it. */
  register: text('register', z.string().min(1)),
  /** The key of its seals (PROTOCOL T10). */
  seal: text('seal', sealKey),
  /** Keys it had before another file was put beside it: still accepted for verification. */
  olderSeals: json('seal-older', listOf(sealKey)),
  /** Epochs it knows of, oldest first. */
  epochs: json('epochs', listOf(z.string())),
  /** When it was last found to be restored, ms. */
  restoredAt: json('restored', z.number()),
  /** The desk whose sealed statement showed the restore; absent when a mark did. */
  restoredFoundBy: text('restored-found-by', z.string().min(1)),
  /** Whether numbers are given out (PROTOCOL N4); absent: they are. */
  numbering: text('numbering', z.enum(['open', 'closed'])),
  /** Since when it has a mark outside of its folder, ms. */
  outsideMark: json('outside-mark', z.number()),
  /** Which excerpts it made, with their versions (PROTOCOL P20). */
  excerpts: text('excerpts', z.string()),
  /** Whether it was filled with the demonstration office. */
  demo: text('demo', z.literal('1')),
  /** There while a program has the file open: one that ended without closing it leaves the note behind. */
  open: text('open', z.literal('1')),
} as const;
