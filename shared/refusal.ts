/**
 * Why something was refused.
 * - `input`: what was typed cannot be accepted; belongs next to `field`.
 * - `state`: it does not fit what the document is now.
 * - `right`: this person may not do it.
 * - `fault`: a part did not work (disk, network, server).
 */
export type RefusalKind = 'input' | 'state' | 'right' | 'fault';

/** Every code with its kind. One cause has one code; the catalogue of texts has one sentence for each (`refusal.<code>`). */
const kinds = {
  // What was typed
  REQUIRED: 'input',
  TOO_LONG: 'input',
  ENTRY_TOO_LARGE: 'input',
  TOO_MANY_FIELDS: 'input',
  NOT_A_DATE: 'input',
  NOT_A_TIME: 'input',
  BAD_USERNAME: 'input',
  INVALID: 'input',
  ENDS_BEFORE_IT_STARTS: 'input',
  TWO_HOLDERS: 'input',
  WEAK_PASSWORD: 'input',
  USERNAME_TAKEN: 'input',
  NOT_FOUND_REF: 'input',
  TWICE: 'input',
  NOT_YES_NO: 'input',
  NOT_A_CHOICE: 'input',
  BAD_NUMBER: 'input',
  SURPLUS_CELL: 'input',
  OPEN_QUOTE: 'input',
  UNDECODABLE: 'input',
  PASSWORDS_DIFFER: 'input',
  BAD_ADDRESS: 'input',
  BAD_REQUEST: 'input',
  SCAN_EMPTY: 'input',
  SCAN_TOO_LARGE: 'input',
  SCAN_WRONG_TYPE: 'input',
  SCAN_LOCKED: 'input',
  SCAN_BROKEN: 'input',
  CARRY_NOT_A_FILE: 'input',
  CARRY_NEWER: 'input',
  CARRY_TOO_LARGE: 'input',
  CARRY_CHANGED: 'input',
  CARRY_WITHOUT_SCAN: 'input',
  NOT_A_COUNT: 'input',
  ROWS_MISSING: 'input',
  REASON_REQUIRED: 'input',
  OTHER_VERSION: 'input',
  NOT_PRODUCED: 'input',
  FINDINGS_OPEN: 'input',
  VERDICT_DIFFERS: 'input',
  REPORT_DIFFERS: 'input',
  OTHER_SIGNER: 'input',
  SIGNS_FOR_SELF: 'input',
  SIGNATURE_MISSING: 'input',
  SCAN_OR_REMARK: 'input',
  TEMPLATE_NOT_A_DOCX: 'input',
  TEMPLATE_TOO_LARGE: 'input',
  TEMPLATE_SPACED_TAG: 'input',
  TEMPLATE_UNKNOWN_TAG: 'input',
  TEMPLATE_TAG_MISSING: 'input',
  TEMPLATE_BROKEN_LOOP: 'input',
  TEMPLATE_BROKEN_TAG: 'input',
  UNKNOWN_SERVICE: 'input',
  WRONG_PASSWORD: 'input',
  BAD_LINK: 'input',
  // The state of a document, a desk or the register
  UNKNOWN_POSITION: 'state',
  NO_TEMPLATE: 'state',
  STILL_LOADING: 'state',
  NO_SUCH_DOCUMENT: 'state',
  ALREADY_BOOKED: 'state',
  NO_SUCH_LETTER: 'state',
  AWAITS_DOCUMENT: 'state',
  LETTER_IS_VOID: 'state',
  HAS_DISPOSITION: 'state',
  DISPOSITION_WITHDRAWN: 'state',
  NOT_ADDRESSEE: 'state',
  ALREADY_COMPLETED: 'state',
  ALREADY_READ: 'state',
  BOOK_CLOSED: 'state',
  NUMBERING_CLOSED: 'state',
  NOT_IN_RECOVERY: 'state',
  ALREADY_SET_UP: 'state',
  LAST_ADMINISTRATOR: 'state',
  NOTHING_TO_CHANGE: 'state',
  AGENDA_CONFLICT: 'state',
  REFUSED_BY_ADMIN: 'state',
  OP_ID_TAKEN: 'state',
  PLACE_TAKEN: 'state',
  QUARANTINE_FULL: 'state',
  NOT_AS_SHOWN: 'state',
  SCAN_ALREADY_THERE: 'state',
  NO_SUCH_SCAN: 'state',
  SCAN_IS_REMOVED: 'state',
  SCAN_NOT_UPLOADED: 'state',
  NOTHING_TO_CARRY: 'state',
  CARRY_GAP: 'state',
  CARRY_FORK: 'state',
  CASE_OPEN: 'state',
  CASE_NOT_SECRET: 'state',
  LETTER_HAS_CASE: 'state',
  NO_SUCH_CASE: 'state',
  CASE_WAITS: 'state',
  CASE_DOES_NOT_WAIT: 'state',
  CASE_ENDED: 'state',
  CASE_NOT_DONE: 'state',
  NOT_MAINTAINED: 'state',
  STEP_ALREADY_DONE: 'state',
  NO_SUCH_RECORD: 'state',
  STEPS_SET_BACK: 'state',
  PLT_LEFT_OPEN: 'state',
  VERDICT_MISSING: 'state',
  DOCUMENT_MISSING: 'state',
  NOT_THE_LAST_EDITION: 'state',
  REQUIREMENTS_MISSING: 'state',
  NO_SUCH_COMPLAINT: 'state',
  COMPLAINT_RECORDED: 'state',
  COMPLAINT_CLOSED: 'state',
  COMPLAINT_STILL_OPEN: 'state',
  DOCUMENT_FULL: 'state',
  CHAIN_TOO_LONG: 'state',
  FORWARD_TO_SELF: 'state',
  TOO_MANY_TRIES: 'state',
  SAVED_BEFORE_EDIT: 'state',
  ALREADY_ENROLLED: 'state',
  LEASE_IS_OPEN: 'state',
  NO_SUCH_LEASE: 'state',
  SCAN_STAYS_HERE: 'state',
  UNREADABLE: 'state',
  EXCHANGE_UNSIGNED: 'state',
  EXCHANGE_SIGNED_OTHER: 'state',
  EXCHANGE_BREAKS: 'state',
  EXCHANGE_NOT_NEXT: 'state',
  EXCHANGE_NO_SCHEME: 'state',
  EXCHANGE_NOT_OPEN: 'state',
  EXCHANGE_NOTICE: 'input',
  SCHEME_VERSION_TAKEN: 'state',
  NO_SUCH_KEY: 'state',
  NO_SUCH_BATCH: 'state',
  // Two dates that do not go together (dates/pairs.ts)
  DATE_AHEAD: 'state',
  RECEIVED_IN_FUTURE: 'state',
  LETTER_AFTER_RECEIPT: 'state',
  PARAF_BEFORE_RECEIPT: 'state',
  PARAF_IN_FUTURE: 'state',
  DUE_BEFORE_PARAF: 'state',
  STEP_BEFORE_RECEIPT: 'state',
  STEP_BEFORE_LAST: 'state',
  STEP_IN_FUTURE: 'state',
  FIELD_AFTER_STEP: 'state',
  FIELD_ENDS_EARLY: 'state',
  COMPLETED_BEFORE_RETURN: 'state',
  COMPLETED_IN_FUTURE: 'state',
  UPDATE_BEFORE_RECEIPT: 'state',
  UPDATE_BEFORE_END: 'state',
  UPDATE_IN_FUTURE: 'state',
  PAPER_BEFORE_RECEIPT: 'state',
  PAPER_IN_FUTURE: 'state',
  ACT_BEFORE_COMPLAINT: 'state',
  ACT_IN_FUTURE: 'state',
  ACT_BEFORE_REPLY: 'state',
  // Rights
  CARRY_SCAN_HIDDEN: 'right',
  NO_RIGHT_TO_COMPLAINTS: 'right',
  NOT_COMPLAINT_HOLDER: 'right',
  NOT_YOUR_STEP: 'right',
  NOT_YOUR_VERDICT: 'right',
  NOT_IN_THIS_SERVICE: 'right',
  ON_BEHALF_UNMARKED: 'right',
  NO_RIGHT_TO_SCAN: 'right',
  NO_RIGHT_TO_READ: 'right',
  NO_RIGHT_TO_BOOK: 'right',
  NO_RIGHT_TO_BOOK_SECRET: 'right',
  NO_RIGHT_TO_VOID: 'right',
  NO_RIGHT_TO_FILE: 'right',
  NO_RIGHT_TO_TRANSCRIBE: 'right',
  NO_RIGHT_TO_ADMINISTER: 'right',
  AUTHOR_UNCONFIRMED: 'right',
  UNPROVEN: 'right',
  KEY_ENDED: 'right',
  NOT_YOUR_POSITION: 'right',
  NOT_YOUR_DISPOSITION: 'right',
  NOT_YOUR_BRANCH: 'right',
  DOCUMENT_TAKEN: 'right',
  NOT_SIGNED_IN: 'right',
  FORBIDDEN: 'right',
  WRONG_CODE: 'right',
  TOO_MANY_BLOCKS: 'right',
  COPY_UNCONFIRMED: 'right',
  TOO_MANY_DESKS: 'right',
  TOO_MANY_TRIES_HERE: 'right',
  ACCOUNT_DISABLED: 'right',
  DESK_RETIRED: 'right',
  DESK_UNKNOWN: 'right',
  NEEDS_ADMINISTRATOR: 'right',
  CARRY_UNSIGNED: 'right',
  // Parts that did not work
  BAD_ARGUMENTS: 'fault',
  BAD_CHANNEL: 'fault',
  TEMPLATE_UNREADABLE: 'fault',
  EDITION_DAMAGED: 'fault',
  CARRY_DESK_UNKNOWN: 'fault',
  CARRY_NOT_HERE: 'fault',
  CARRY_NO_SERVER: 'fault',
  CARRY_UNREADABLE: 'fault',
  SCAN_NO_SPACE: 'fault',
  SCAN_NOT_SAVED: 'fault',
  SCAN_NEEDS_SERVER: 'fault',
  SCAN_DAMAGED: 'fault',
  SCAN_UNREADABLE: 'fault',
  SCANS_NOT_HERE: 'fault',
  OFFSET: 'fault',
  CHECKSUM: 'fault',
  BLOB_DAMAGED: 'fault',
  BLOB_SEALED: 'fault',
  SERVER_DISK_FULL: 'fault',
  UNKNOWN_OP: 'fault',
  GAP: 'fault',
  FORK: 'fault',
  TOO_LARGE: 'fault',
  UPGRADE: 'fault',
  NOT_FOUND: 'fault',
  INTERNAL: 'fault',
  BUSY: 'fault',
  NOT_ENROLLED: 'fault',
  NOT_A_SERVER: 'fault',
  SERVER_UNREACHABLE: 'fault',
  ANOTHER_REGISTER: 'input',
  ADDRESS_NOT_SECURE: 'input',
  FIRST_SIGN_IN_NEEDS_SERVER: 'fault',
  DESK_FAILED: 'fault',
  OFFICE_FAILED: 'fault',
  FOLDER_TAKEN: 'fault',
  DISK_FULL: 'fault',
  STORE_FAILED: 'fault',
  SESSION_OPS_ARE_THE_DESKS: 'fault',
  NOT_AS_ANSWERED: 'fault',
  NUMBER_NOT_OURS: 'fault',
  JOURNAL_FAILED: 'fault',
  JOURNAL_IS_NEWER: 'fault',
  DESK_LOST: 'fault',
  BAD_SENDER: 'fault',
  NOT_OUR_SERVER: 'fault',
  OPEN_FAILED: 'fault',
  PRINT_FAILED: 'fault',
  PDF_NOT_WRITTEN: 'fault',
  SHEET_NOT_READY: 'fault',
  HOST_CANNOT_OPEN: 'fault',
  HOST_CANNOT_PRINT: 'fault',
  NOT_THIS_WINDOW: 'fault',
  INSECURE_ORIGIN: 'fault',
  BROWSER_TOO_OLD: 'fault',
  EXCHANGE_DOWN: 'fault',
  OFFLINE: 'fault',
  /** A code this program does not know, named in `params.code`: the other side is newer. */
  UNKNOWN: 'fault',
} as const satisfies Readonly<Record<string, RefusalKind>>;

export type RefusalCode = keyof typeof kinds;

/**
 * Codes of what happens, though seldom: whoever enters it is asked once, and the entry names those he confirmed (`sure`).
 */
const confirmable = [
  'DATE_AHEAD',
  'LETTER_AFTER_RECEIPT',
  'STEP_BEFORE_RECEIPT',
  'STEP_BEFORE_LAST',
  'FIELD_AFTER_STEP',
  'UPDATE_BEFORE_END',
  'PAPER_BEFORE_RECEIPT',
  'PAPER_IN_FUTURE',
  'ACT_BEFORE_REPLY',
  'STEPS_SET_BACK',
  'PLT_LEFT_OPEN',
] as const satisfies readonly RefusalCode[];
export type ConfirmableCode = (typeof confirmable)[number];

/** A refusal is a value. `code` is a key of the text catalogue (`refusal.<code>`), `params` fill its gaps. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly kind: RefusalKind;
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

interface More {
  readonly field?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(kinds, code);
}

/** Whether a refusal asks a person to confirm, and is no more once he did. */
export function isConfirmable({ code }: Pick<Refusal, 'code'>): boolean {
  return (confirmable as readonly RefusalCode[]).includes(code);
}

export function refuse(code: RefusalCode, more: More = {}): Refusal {
  return { kind: kinds[code], code, ...more };
}

/** Messages of the shared schemas are codes; zod's own English ones all become the general one. */
export function codeOfIssue(message: string | undefined): RefusalCode {
  return message !== undefined && isRefusalCode(message) ? message : 'INVALID';
}

/** The refusal for a code that came from another program, which may be newer and know more codes than this one. */
export function readRefusal(code: string, more: More = {}): Refusal {
  return isRefusalCode(code) ? refuse(code, more) : refuse('UNKNOWN', { ...more, params: { ...more.params, code } });
}
