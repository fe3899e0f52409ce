import type { PlainDate } from '../dates/plain-date.ts';

/** An organisational unit: dinas, sekretariat, bidang, seksi, subbagian. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly closedOn: PlainDate | null;
}

/** What a position may do beside acting on what is addressed to it. */
export const rights = ['book', 'book-secret', 'transcribe', 'void', 'admin'] as const;
export type Right = (typeof rights)[number];

/** `definitif`: the holder; `plt`: acting, post vacant; `plh`: acting, holder away for a while. */
export const holderKinds = ['definitif', 'plt', 'plh'] as const;
export type HolderKind = (typeof holderKinds)[number];

/** Who holds a position from when to when, both days included; `to` null is open-ended. */
export interface Holder {
  readonly id: string;
  readonly personId: string;
  readonly kind: HolderKind;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** A person who may act for the holder for a while. */
export interface Deputy {
  readonly id: string;
  readonly personId: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** Work attaches to positions, not to persons: holders change, the chain of a letter stays. */
export interface Position {
  readonly id: string;
  readonly title: string;
  /** Short title for a chain or a tick box: "Kabid Aptika". */
  readonly shortTitle: string;
  readonly unitId: string;
  /** The superior; null at the top. The tree suggests recipients, it never forbids. */
  readonly parentId: string | null;
  /** Eselon II, III, IV, fungsional, pelaksana, as the office writes it. */
  readonly level: string;
  readonly order: number;
  readonly rights: readonly Right[];
  readonly holders: readonly Holder[];
  readonly deputies: readonly Deputy[];
  readonly closedOn: PlainDate | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** 18 digits, or empty for staff without one. */
  readonly nip: string;
  /** Pangkat/golongan, as printed under a signature. */
  readonly rank: string;
}

/** Whose account it is that holds no position of the office: a person of an agency of the master data. */
export interface AgencyPerson {
  /** Id of the agency. */
  readonly id: string;
  /** Name of the person, as the office was given it. */
  readonly person: string;
}

/** What every desk may know of an account; the password exists on the server and nowhere else. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly personId: string | null;
  readonly admin: boolean;
  readonly disabled: boolean;
  /** Of an agency: the account has no position here and sees that agency's own cases alone. Absent or null: of the office. */
  readonly agency?: AgencyPerson | null | undefined;
}
