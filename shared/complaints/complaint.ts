import type { PlainDate } from '../dates/plain-date.ts';
import type { Stamp } from '../letters/facts.ts';

/** How it reached the office. */
export const complaintChannels = ['surat', 'e-mail', 'telepon', 'faksimile', 'lapor'] as const;
export type ComplaintChannel = (typeof complaintChannels)[number];

export const complaintKinds = ['pengaduan', 'saran', 'masukan'] as const;
export type ComplaintKind = (typeof complaintKinds)[number];

/** Classes of SP4N-LAPOR! with their limits in working days. */
export const laporClasses = {
  'permintaan-informasi': 5,
  aspirasi: 5,
  pengaduan: 14,
  'pengaduan-pengawasan': 60,
} as const;
export type LaporClass = keyof typeof laporClasses;

/** Limits of the portal's way, in working days: verification, first follow-up, the reporter's answer. */
export const laporLimits = { verify: 3, followUp: 5, answer: 10 } as const;

export type ComplaintAct = Stamp &
  (
    | { readonly kind: 'classify'; readonly class: LaporClass }
    | { readonly kind: 'assign'; readonly position: string }
    | { readonly kind: 'follow-up'; readonly on: PlainDate; readonly text: string }
    | { readonly kind: 'reply'; readonly on: PlainDate; readonly text: string; readonly number: string }
    | { readonly kind: 'pass-on'; readonly to: string; readonly on: PlainDate; readonly reason: string }
    | { readonly kind: 'close'; readonly on: PlainDate; readonly note: string }
    | { readonly kind: 'reopen'; readonly on: PlainDate; readonly reason: string }
    /** Only what changes is named; null takes a link away. */
    | {
        readonly kind: 'link';
        readonly letterId?: string | null | undefined;
        readonly caseId?: string | null | undefined;
        readonly service?: string | null | undefined;
      }
    /** Other values of the complaint itself or of one of its acts, or an act taken back; what stood there stays. */
    | {
        readonly kind: 'correct';
        /** Id of the act, or of the complaint. */
        readonly of: string;
        readonly set: Readonly<Record<string, unknown>>;
        readonly undo?: boolean | undefined;
        readonly reason: string;
      }
  );
export type ComplaintCorrection = Extract<ComplaintAct, { readonly kind: 'correct' }>;

/** A complaint, suggestion or remark about a service of the office. */
export interface Complaint {
  readonly id: string;
  readonly kind: ComplaintKind;
  readonly channel: ComplaintChannel;
  /** Tracking number of LAPOR!; empty for the other channels. */
  readonly trackingId: string;
  readonly received: PlainDate;
  /** Empty when anonymous. */
  readonly reporter: { readonly name: string; readonly contact: string };
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly subject: string;
  readonly text: string;
  readonly class: LaporClass;
  /** What it is about; each may be unknown. */
  readonly service: string | null;
  readonly caseId: string | null;
  readonly letterId: string | null;
  readonly recorded: Stamp;
  readonly acts: readonly ComplaintAct[];
}
