import { z } from 'zod';

/** Name of a list of codes, its version as its owner writes it. */
export const schemeName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
export const schemeVersion = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const codeListRef = z.strictObject({ scheme: schemeName, version: schemeVersion });
/** A list of codes in one of its versions (kode referensi). */
export type CodeList = z.infer<typeof codeListRef>;

/** Most codes of one list: the villages of Indonesia are 84,000. */
export const longestCodeList = 200_000;

const code = z.strictObject({
  code: z.string().min(1).max(100),
  label: z.string().min(1).max(300),
  /** The code above it, in a list of levels. */
  parent: z.string().min(1).max(100).optional(),
});
export type Code = z.infer<typeof code>;

export const referenceSchema = z
  .strictObject({
    scheme: schemeName,
    version: schemeVersion,
    title: z.string().min(1).max(200),
    owner: z.string().min(1).max(200),
    validFrom: date,
    validTo: date.nullable().default(null),
    codes: z.array(code).min(1).max(longestCodeList),
  })
  .superRefine(({ codes, validFrom, validTo }, ctx) => {
    const seen = new Set<string>();
    for (const [i, one] of codes.entries()) {
      if (seen.has(one.code)) ctx.addIssue({ code: 'custom', path: ['codes', i, 'code'], message: 'TWICE' });
      seen.add(one.code);
    }
    for (const [i, { parent }] of codes.entries()) {
      if (parent !== undefined && !seen.has(parent))
        ctx.addIssue({ code: 'custom', path: ['codes', i, 'parent'], message: 'NOT_FOUND_REF' });
    }
    if (validTo !== null && validTo < validFrom)
      ctx.addIssue({ code: 'custom', path: ['validTo'], message: 'ENDS_BEFORE_IT_STARTS' });
  });
/** Reference data: a list of codes with its owner and its time. */
export type ReferenceData = z.infer<typeof referenceSchema>;
