import { z } from 'zod';

/** Parts that documents of several kinds share, as they are stored. */
export const authorForm = z.looseObject({
  account: z.string(),
  person: z.string().nullable(),
  position: z.string().nullable(),
});

export const stampShape = { id: z.string(), at: z.string(), by: authorForm, desk: z.string() } as const;
export const stampForm = z.looseObject(stampShape);

/** A list of acts, each with the arguments of its command and the stamp of its operation. */
export function actsForm(shapes: Readonly<Record<string, z.ZodObject>>): z.ZodType {
  const acts = Object.entries(shapes).map(([kind, { shape }]) =>
    z.looseObject({ ...shape, ...stampShape, kind: z.literal(kind) }),
  );
  return z.array(z.union(acts));
}
