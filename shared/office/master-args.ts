import { z } from 'zod';
import { id, line, plainDate, requiredLine } from '../letters/fields.ts';
import { editionSchema } from '../services/edition-args.ts';
import { holderKinds, rights } from '../people/people.ts';
import { documentPapers, holidayKinds, largestTemplate } from './master.ts';

const picture = z.string().max(200_000).startsWith('data:image/');
const span = { from: plainDate, to: plainDate.nullable() } as const;

/** The shape of each master document, as saved from a form or an import. */
export const masterSchemas = {
  office: z.object({
    id: z.literal('office'),
    government: requiredLine(200),
    name: requiredLine(200),
    shortName: requiredLine(60),
    address: requiredLine(300),
    city: line(100),
    postalCode: line(20),
    phone: line(60),
    fax: line(60),
    email: line(120),
    websites: z.array(line(200)).max(5),
    emblem: picture.nullable(),
    // A desk of before does not send these: what the office has then stays.
    secondEmblem: picture.nullable().optional(),
    paper: z.enum(documentPapers).optional(),
    headPosition: id.nullable(),
  }),
  unit: z.object({ id, name: requiredLine(200), parentId: id.nullable(), closedOn: plainDate.nullable() }),
  position: z.object({
    id,
    title: requiredLine(200),
    shortTitle: requiredLine(60),
    unitId: id,
    parentId: id.nullable(),
    level: line(60),
    order: z.number().int(),
    rights: z.array(z.enum(rights)),
    holders: z.array(z.object({ id, personId: id, kind: z.enum(holderKinds), ...span })).max(200),
    deputies: z.array(z.object({ id, personId: id, ...span })).max(200),
    closedOn: plainDate.nullable(),
  }),
  person: z.object({ id, name: requiredLine(200), nip: line(30), rank: line(100) }),
  account: z.object({
    id,
    username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,40}$/, 'BAD_USERNAME'),
    personId: id.nullable(),
    admin: z.boolean(),
    disabled: z.boolean(),
    agency: z
      .object({ id: requiredLine(64), person: requiredLine(200) })
      .nullable()
      .optional(),
  }),
  agency: z.object({ id, name: requiredLine(300), kind: line(60), code: line(60).nullable(), closed: z.boolean() }),
  instruction: z.object({
    id,
    text: requiredLine(200),
    order: z.number().int(),
    onSheet: z.boolean(),
    closed: z.boolean(),
  }),
  classification: z.object({ id, code: requiredLine(60), title: line(300), scheme: line(60) }),
  holiday: z.object({ id, date: plainDate, name: requiredLine(200), kind: z.enum(holidayKinds), closed: z.boolean() }),
  template: z.object({
    id,
    code: requiredLine(60),
    name: line(200),
    content: z
      .string()
      .max(largestTemplate, 'TEMPLATE_TOO_LARGE')
      .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'TEMPLATE_NOT_A_DOCX'),
  }),
  service: editionSchema,
} as const;

export type MasterType = keyof typeof masterSchemas;
export const masterTypes = Object.keys(masterSchemas) as readonly MasterType[];
