import { z } from 'zod';
import { sureArgs } from '../dates/pairs.ts';
import { id, line, plainDate, text } from '../letters/fields.ts';

export const recipientArgs = z.object({ position: id, due: plainDate.nullable() });

/** What a disposition says, however it came into the books. */
export const dispositionShape = {
  letterId: id,
  from: id,
  to: z.array(recipientArgs).min(1, 'REQUIRED').max(40),
  instructions: z.array(line(200)).max(30),
  note: text(4000),
  date: plainDate,
  ...sureArgs,
} as const;
