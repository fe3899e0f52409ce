import { claim, claimsOf, type Rows } from './claim.ts';

/** Every field that a desk core reads from its window, as `claims.ts` has those of a register. */

const atWindow = 'the account at the window; otherwise refused (T24)';
const heard = 'taken as heard from the register (T26)';
const own = 'a block of this desk, or an entry it signed (T24)';
const toRegister = 'the register, with the password';
const anybody = 'nothing: it is said of this PC alone';

/** Fields of what a window says on the channels of its desk core. */
const channelRows: Readonly<Record<string, Rows>> = {
  describe: {},
  inspectServer: { 0: ['text', 'an address: http(s) alone; no secret is sent'] },
  beginOffice: {
    '0.name': ['text', 'once: the server beside this desk has no administrator'],
    '0.username': ['username', 'once: the server beside this desk has no administrator'],
    '0.password': ['password', 'once: the server beside this desk has no administrator'],
    '0.deskName': ['text', toRegister],
    '0.lastAgendaNumber': ['number', 'once: the server beside this desk has no administrator'],
    '0.books': ['flag', 'once: the server beside this desk has no administrator'],
  },
  openDemo: {},
  moveServer: {
    0: [
      'text',
      'an address: of an administrator, never less secure, and only of the server that knows this desk (T50)',
    ],
  },
  enrol: {
    '0.server': ['text', 'an address: http(s) alone; pinned at the first contact'],
    '0.deskName': ['text', toRegister],
    '0.username': ['username', toRegister],
    '0.password': ['password', toRegister],
  },
  signIn: {
    0: ['username', 'the password opens the wrapped key (T27)'],
    1: ['password', 'the password opens the wrapped key, with delays (T27, T28)'],
  },
  signOut: { 0: ['account', atWindow] },
  changePassword: {
    0: ['password', 'the password opens the wrapped key, with delays (T27, T28)'],
    1: ['password', 'the register, with the password'],
  },
  current: {},
  append: {
    '0.opId': ['op', 'one entry per id; another’s is shown without content (T25)'],
    '0.name': ['command', 'no session operations (T24)'],
    '0.v': ['count', 'judged by the register'],
    '0.by.account': ['account', atWindow],
    '0.by.person': ['account', 'the account’s own person is written'],
    '0.by.position': ['position', 'judged by the register'],
    '0.at.wall': ['moment', claim],
    '0.at.skewMs': ['count', claim],
    '0.epoch': ['epoch', claim],
    '0.base{}': ['count', 'judged by the register'],
    '0.args': ['anything', 'judged by the register, in the name of the account at the window'],
    '0.number.book': ['book', 'a block of this desk'],
    '0.number.year': ['year', 'a block of this desk'],
    '0.number.path': ['choice', 'a block of this desk'],
    '0.kept.agenda.book': ['book', own],
    '0.kept.agenda.year': ['year', own],
    '0.kept.agenda.no': ['number', own],
    '0.kept.agenda.lease': ['lease', own],
    '0.kept.agenda.provisional': ['text', claim],
    '0.kept.origin.desk': ['desk', 'inside what is signed'],
    '0.kept.origin.inc': ['place', 'inside what is signed'],
    '0.kept.origin.seq': ['place', 'inside what is signed'],
    '0.kept.salt': ['text', 'inside what is signed'],
    '0.kept.signedAt.desk': ['desk', own],
    '0.kept.signedAt.inc': ['place', own],
    '0.kept.signedAt.seq': ['place', own],
    '0.kept.signedAt.prev': ['hash', own],
    '0.kept.signedAt.origin.desk': ['desk', own],
    '0.kept.signedAt.origin.inc': ['place', own],
    '0.kept.signedAt.origin.seq': ['place', own],
    '0.kept.signedAt.proof.key': ['key', own],
    '0.kept.signedAt.proof.sig': ['signature', own],
  },
  find: { 0: ['op', 'entries of others without content (T25)'] },
  pending: { 0: ['count', 'entries of others without content (T25)'] },
  settle: {
    ...Object.fromEntries(
      (
        [
          ['seq', 'place'],
          ['opId', 'op'],
          ['status', 'choice'],
          ['rv', 'count'],
          ['code', 'text'],
          ['field', 'text'],
          ['notes[].field', 'text'],
          ['notes[].mine', 'anything'],
          ['notes[].now', 'anything'],
          ['notes[].kept', 'choice'],
          ['notes[].by', 'account'],
          ['box', 'text'],
          ['agenda.book', 'book'],
          ['agenda.year', 'year'],
          ['agenda.no', 'number'],
          ['decided.by', 'account'],
          ['decided.at', 'moment'],
          ['decided.reason', 'text'],
          ['seal', 'seal'],
        ] as const
      ).map(([field, kind]) => [`0[].${field}`, [kind, heard] as const]),
    ),
    1: ['count', heard],
  },
  past: {
    0: ['place', 'entries of others without content (T25)'],
    1: ['count', 'bounds'],
  },
  renew: {},
  recover: { 0: ['account', atWindow], 1: ['place', 'only entries of that account'] },
  carryAway: {},
  leases: {},
  grantLease: {
    '0.id': ['lease', heard],
    '0.book': ['book', heard],
    '0.year': ['year', heard],
    '0.from': ['number', heard],
    '0.to': ['number', heard],
    '0.seal': ['seal', heard],
  },
  closeLease: { 0: ['lease', heard] },
  forgetLease: { 0: ['lease', heard] },
  settings: {},
  saveSettings: {
    '0.paper': ['text', anybody],
    '0.theme': ['choice', anybody],
    '0.language': ['text', anybody],
    '0.signer': ['account', anybody],
  },
  print: {
    0: ['text', 'a page of this program'],
    1: ['choice', 'one of two words'],
    2: ['text', 'made a file name; the person says where'],
  },
  openExternal: { 0: ['text', 'https, and hosts the program names'] },
  scanStates: {
    0: ['account', atWindow],
    1: ['letter', 'the account’s own scans'],
    '2[]': ['hash', 'the account’s own scans'],
  },
  heldScans: { 0: ['account', atWindow], 1: ['choice', 'one of two words'] },
  judgeScans: {
    0: ['account', atWindow],
    '1[].sha256': ['hash', 'what was never sent stays (A3)'],
    '1[].letter': ['letter', 'what was never sent stays (A3)'],
    '1[].is': ['choice', 'what was never sent stays (A3)'],
  },
  sendScans: { 0: ['account', atWindow], 1: ['epoch', 'where the register is asked again'] },
};

export const channelClaims = claimsOf(channelRows);
