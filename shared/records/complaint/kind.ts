import { z } from 'zod';
import { complaintActArgs, complaintCommands, recordComplaint } from '../../complaints/commands.ts';
import { complaintState } from '../../complaints/complaint-state.ts';
import type { Complaint } from '../../complaints/complaint.ts';
import { complaintReaders } from '../../complaints/readers.ts';
import { actsForm, stampForm } from '../forms.ts';
import { listCommands, type RecordKind } from '../kind.ts';

const form = z.looseObject({
  id: z.string(),
  kind: z.string(),
  channel: z.string(),
  trackingId: z.string(),
  received: z.string(),
  reporter: z.looseObject({ name: z.string(), contact: z.string() }),
  anonymous: z.boolean(),
  secret: z.boolean(),
  subject: z.string(),
  text: z.string(),
  class: z.string(),
  service: z.string().nullable(),
  caseId: z.string().nullable(),
  letterId: z.string().nullable(),
  recorded: stampForm,
  acts: actsForm(complaintActArgs),
});

/** A complaint, suggestion or remark about a service of the office. */
export const complaintKind: RecordKind<Complaint, 'complaint'> = {
  type: 'complaint',
  form,
  holding: 'whole',
  commands: listCommands(...complaintCommands),
  opens: recordComplaint.name,
  idArg: 'complaintId',
  acts: ({ acts }) => acts,
  fold: complaintState,
  readers: complaintReaders,
};
