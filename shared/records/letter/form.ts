import { z } from 'zod';
import { headerFields, securities, type HeaderField } from '../../letters/header.ts';
import { authorForm, stampShape } from '../forms.ts';

const text = z.string();
const receipt = z.looseObject({ date: text, time: text });
const agenda = z.looseObject({
  book: text,
  year: z.number().int(),
  no: z.number().int().nullable(),
  provisional: text.nullable(),
  conflict: z.boolean(),
});

const fact = <S extends z.core.$ZodShape>(kind: string, shape: S) =>
  z.looseObject({ ...shape, ...stampShape, kind: z.literal(kind) });
const facts = z.array(
  z.union([
    fact('disposition', {
      parent: text.nullable(),
      from: text,
      to: z.array(z.looseObject({ position: text, due: text.nullable() })),
      instructions: z.array(text),
      note: text,
      date: text,
      handwritten: z.boolean(),
    }),
    fact('read', { of: text, position: text }),
    fact('report', { of: text, position: text, text }),
    fact('complete', { of: text, position: text, text }),
    fact('withdraw', { of: text, reason: text }),
    fact('print', { sheet: text, paper: text, content: text.optional(), edition: z.looseObject({}).optional() }),
    fact('forward', { to: text }),
    fact('file', { reason: text }),
  ]),
);

const removal = z.looseObject({ reason: text, at: text, by: authorForm });
const scan = z.looseObject({
  ...stampShape,
  sha256: text,
  size: z.number().int(),
  mime: text,
  name: text,
  pages: z.number().int().optional(),
  removed: removal.nullable(),
});

/** A field that was added later is missing in letters booked before. */
const storedForm = ({ form, since }: HeaderField): z.ZodType => (since === undefined ? form : form.optional());

export const letterForm = z.looseObject({
  id: text,
  ...Object.fromEntries(Object.entries(headerFields).map(([name, field]) => [name, storedForm(field)])),
  agenda,
  registered: z.looseObject({ at: text, by: authorForm, desk: text }),
  duplicateReason: text.nullable(),
  voided: removal.nullable(),
  facts,
  earlierPrints: z.number().int().optional(),
  sheets: z.record(text, text).optional(),
  corrections: z.array(
    z.looseObject({ opId: text, at: text, by: authorForm, desk: text, field: text, was: z.unknown() }),
  ),
  scans: z.array(scan).optional(),
});

export const letterStubForm = z.looseObject({
  id: text,
  agenda,
  received: receipt,
  letterDate: text.nullable(),
  security: z.enum(securities),
  voided: z.boolean(),
});
