import type { RecordComplaintArgs } from '../../../shared/complaints/commands.ts';
import {
  complaintChannels,
  complaintKinds,
  laporClasses,
  type ComplaintChannel,
  type ComplaintKind,
  type LaporClass,
} from '../../../shared/complaints/complaint.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { ComplaintAbout } from '../links.ts';

export const laporClassNames = Object.keys(laporClasses) as readonly LaporClass[];

/** A complaint while it is being typed; names are those of the command, so that a refusal finds its field. */
export interface ComplaintForm {
  kind: ComplaintKind;
  channel: ComplaintChannel;
  trackingId: string;
  received: PlainDate | null;
  reporter: { name: string; contact: string };
  anonymous: boolean;
  secret: boolean;
  subject: string;
  text: string;
  class: LaporClass;
  service: string | null;
  caseId: string | null;
  letterId: string | null;
}

/** The class that fits a kind until a person chooses another one: only a complaint in the narrow sense has 14 days. */
export function classOfKind(kind: ComplaintKind): LaporClass {
  return kind === 'pengaduan' ? 'pengaduan' : 'aspirasi';
}

/** An empty form: a complaint by letter, received today. */
export function emptyComplaint(today: PlainDate): ComplaintForm {
  return {
    kind: 'pengaduan',
    channel: 'surat',
    trackingId: '',
    received: today,
    reporter: { name: '', contact: '' },
    anonymous: false,
    secret: false,
    subject: '',
    text: '',
    class: 'pengaduan',
    service: null,
    caseId: null,
    letterId: null,
  };
}

/** Links of the page it was opened from take precedence over the draft's. */
export function withAbout(form: ComplaintForm, { service, caseId, letterId }: ComplaintAbout): ComplaintForm {
  return {
    ...form,
    service: service ?? form.service,
    caseId: caseId ?? form.caseId,
    letterId: letterId ?? form.letterId,
  };
}

/**
 * The form as the command takes it. A missing date becomes an empty one, which the command refuses by name; a tracking
 * number belongs to LAPOR! alone.
 */
export function recordArgs(form: ComplaintForm, complaintId: string): RecordComplaintArgs {
  return {
    ...form,
    complaintId,
    received: form.received ?? '',
    trackingId: form.channel === 'lapor' ? form.trackingId : '',
  };
}

/** Whether a person typed anything worth keeping; links and choices alone are made again with a click. */
export function hasTyped({ trackingId, reporter, subject, text }: ComplaintForm): boolean {
  return [trackingId, reporter.name, reporter.contact, subject, text].some((words) => words.trim() !== '');
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A draft of another version: every member with the right shape is taken over. */
export function repairedComplaint(raw: Record<string, unknown>, empty: ComplaintForm): ComplaintForm {
  const reporter = (raw['reporter'] ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (isText(value) ? value : '');
  const link = (value: unknown): string | null => (isText(value) ? value : null);
  return {
    kind: complaintKinds.find((kind) => kind === raw['kind']) ?? empty.kind,
    channel: complaintChannels.find((channel) => channel === raw['channel']) ?? empty.channel,
    trackingId: text(raw['trackingId']),
    received: isText(raw['received']) ? raw['received'] : empty.received,
    reporter: { name: text(reporter['name']), contact: text(reporter['contact']) },
    anonymous: raw['anonymous'] === true,
    secret: raw['secret'] === true,
    subject: text(raw['subject']),
    text: text(raw['text']),
    class: laporClassNames.find((name) => name === raw['class']) ?? empty.class,
    service: link(raw['service']),
    caseId: link(raw['caseId']),
    letterId: link(raw['letterId']),
  };
}
