import { z } from 'zod';
import { id, line, requiredLine } from '../letters/fields.ts';
import type { ServiceEdition } from './edition.ts';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'INVALID');
const label = requiredLine(200);

const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agency'), label }),
  z.object({ kind: z.literal('position'), position: id, label }),
  z.object({ kind: z.literal('team'), position: id, label }),
]);

/** The form of a published version of a service. */
export const editionSchema = z.object({
  id: requiredLine(80),
  service: code,
  version: z.number().int().min(1).max(100_000),
  prefix: z.string().regex(/^[A-Z]{2,5}$/, 'BAD_PREFIX'),
  title: requiredLine(200),
  caseName: requiredLine(60),
  months: z.number().int().min(1).max(36),
  fee: line(200),
  product: line(300),
  requirements: z.array(z.object({ code, title: requiredLine(300), retired: z.boolean() })).max(50),
  steps: z
    .array(
      z.object({
        code,
        title: requiredLine(200),
        text: line(1000),
        actors: z.array(actor).max(10),
        plan: z.number().int().min(0).max(1080),
      }),
    )
    .min(1)
    .max(40),
  closed: z.boolean(),
});

/** What a case keeps of a version, in the arguments that give it one. */
export const versionArgs = {
  version: z.number().int().min(1).optional(),
  edition: editionSchema.optional(),
};

/** Whether both say the same of the service; what a newer program knows of one of them counts for nothing. */
export function sameEdition(a: ServiceEdition, b: ServiceEdition): boolean {
  const [one, other] = [editionSchema.safeParse(a), editionSchema.safeParse(b)];
  return one.success && other.success && JSON.stringify(one.data) === JSON.stringify(other.data);
}
