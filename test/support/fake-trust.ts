import type { DeskEntry, GapsAnswer, QuarantinedEntry, RecoveryAnswer } from '../../shared/sync/trust-api.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';

const noon = Date.UTC(2026, 10, 20, 5, 0);
const day = 86_400_000;
const desk = (no: number, name: string) => ({ id: `desk-${no}`, code: `D0${no}`, name });
const [letters, front, archive] = [
  desk(1, 'Meja Pengelola Surat'),
  desk(2, 'Loket Penerimaan'),
  desk(3, 'Meja Arsip'),
] as const;
const named = ({ code, name }: { readonly code: string; readonly name: string }) => ({ code, name });

/** A book with every possible state of a number. */
export const fakeGaps: GapsAnswer = {
  book: 'SM',
  year: 2026,
  highest: 1431,
  counts: { used: 980, leased: 10, void: 6, lost: 9, paper: 416, restored: 10, unaccounted: 0 },
  ranges: [
    { from: 1, to: 416, class: 'paper', desk: null, reason: null, by: null, at: null },
    {
      from: 418,
      to: 420,
      class: 'void',
      desk: named(front),
      reason: 'returned',
      by: 'acc-umum',
      at: noon - 9 * day,
    },
    { from: 431, to: 433, class: 'void', desk: named(letters), reason: 'renewed', by: null, at: noon - 4 * day },
    { from: 452, to: 460, class: 'lost', desk: named(archive), reason: 'lost', by: 'acc-umum', at: noon - 2 * day },
    { from: 501, to: 510, class: 'restored', desk: null, reason: null, by: null, at: noon - day },
    { from: 1411, to: 1420, class: 'leased', desk: named(letters), reason: null, by: null, at: noon - day },
  ],
  cancelled: [
    { no: 422, reason: 'Surat tercatat dua kali' },
    { no: 470, reason: '' },
  ],
  books: [
    { book: 'SM', year: 2026 },
    { book: 'SM', year: 2025 },
  ],
  at: noon,
};

const entry = (
  base: { readonly id: string; readonly code: string; readonly name: string },
  more: Partial<DeskEntry> = {},
): DeskEntry => ({
  ...base,
  inc: 1,
  lastSeq: 120,
  retired: false,
  lost: false,
  blockSize: 10,
  createdAt: noon - 300 * day,
  lastSeen: noon - 60_000,
  blocks: [],
  origin: null,
  unconfirmed: false,
  agency: null,
  faults: [],
  ...more,
});

export const fakeDesks: readonly DeskEntry[] = [
  entry(letters, { blocks: [{ book: 'SM', year: 2026, from: 1411, to: 1420 }] }),
  entry(front, { inc: 2, lastSeen: noon - 3 * day }),
  entry(archive, { retired: true, lost: true, lastSeen: noon - 40 * day }),
];

export const fakeRecovery: RecoveryAnswer = {
  epoch: 'epoch-2',
  since: noon - 3_600_000,
  foundBy: { code: 'D01', name: 'Loket 1' },
  numbering: 'closed',
  desks: [
    { ...letters, lastSeen: noon - 60_000, reported: true },
    { ...front, lastSeen: noon - 3 * day, reported: false },
  ],
  parked: 2,
  unnumbered: 5,
  held: [{ scope: 'position:pos-kadis', desk: front, account: 'acc-sekretaris', remove: 80, of: 120 }],
};

export const fakeQuarantined: readonly QuarantinedEntry[] = [
  {
    opId: 'op-q1',
    desk: front,
    inc: 1,
    seq: 88,
    hash: '1'.repeat(64),
    name: 'letter.void',
    by: { account: 'acc-sekretaris', position: 'pos-sekretaris' },
    at: '2026-11-18T09:14:00.000+07:00',
    receivedAt: noon - day,
    code: 'NO_RIGHT_TO_VOID',
    args: { letterId: 'letter-3', reason: 'Surat tercatat dua kali' },
    hidden: false,
    acceptable: true,
  },
  {
    opId: 'op-q2',
    desk: letters,
    inc: 1,
    seq: 91,
    hash: '2'.repeat(64),
    name: 'agency.save',
    by: { account: 'acc-umum', position: null },
    at: '2026-11-19T15:40:00.000+07:00',
    receivedAt: noon - day / 2,
    code: 'UNKNOWN_OP',
    args: { doc: { id: 'agency-3', name: 'Bappeda Provinsi Riau' } },
    hidden: false,
    acceptable: false,
  },
];

/** What a server with all of this answers to a `GET`; null for a path it does not know. */
export function fakeTrust(path: string): unknown {
  switch (path.split('?')[0]) {
    case trustPaths.gaps:
      return fakeGaps;
    case trustPaths.desks:
      return { desks: fakeDesks };
    case trustPaths.recovery:
      return fakeRecovery;
    case trustPaths.quarantine:
      return { entries: fakeQuarantined };
    default:
      return null;
  }
}
