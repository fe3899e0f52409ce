/**
 * Every field that a register reads from a desk and a desk core from its window: what kind of value it is, by which the
 * adversary knows how to forge it, and how it is proved. The tests hold the table against the schemas (a field without a
 * row, and a row without a field, are red) and docs/security.md against the table.
 */

/** What a field holds; `forge.ts` has the false values of each. */
export type Kind =
  | 'account'
  | 'anything'
  | 'book'
  | 'choice'
  | 'command'
  | 'count'
  | 'desk'
  | 'epoch'
  | 'flag'
  | 'hash'
  | 'key'
  | 'lease'
  | 'letter'
  | 'machine'
  | 'moment'
  | 'number'
  | 'op'
  | 'password'
  | 'place'
  | 'position'
  | 'proto'
  | 'scope'
  | 'seal'
  | 'signature'
  | 'text'
  | 'username'
  | 'year';

export interface Claim {
  readonly kind: Kind;
  readonly proved: string;
}
type Rows = Readonly<Record<string, readonly [Kind, string]>>;

const chain = 'the chain (P1, P2), inside what is signed';
const signed = 'the account’s signature over the operation (T2)';
const seal = 'the register’s seal; broken, it is noted and moves nothing';
const claim = 'a claim: kept as it is, decides nothing';
const right = 'the right to administer, asked in the transaction that writes (T5)';
const shown = `${right}; the entry that was shown and no other under its id (P13)`;
const scopes = 'the account’s own scopes; others are not answered';
const incOf = 'equal to the register’s';
const protoOf = 'chooses what is answered (V4)';

/** Fields of what a desk sends. */
const registerRows: Readonly<Record<string, Rows>> = {
  hello: {
    proto: ['proto', protoOf],
    app: ['text', claim],
    inc: ['place', `${incOf}; another is a fork`],
    lastSeq: ['place', 'held against the stored sequence: decides about this desk’s fork alone'],
    lastHash: ['hash', 'held against the stored sequence: decides about this desk’s fork alone'],
    'leases[].id': ['lease', 'only blocks of this desk: chooses which closed ones are named'],
    'leases[].used': ['number', claim],
    'leases[].closed': ['flag', 'frees numbers of the desk’s own block above the highest it says it burned (N12)'],
    machine: ['machine', 'a claim: another one costs the desk its block'],
    late: ['count', 'chooses which of the desk’s own answers are sent again'],
    'water.epoch': ['epoch', seal],
    'water.rv': ['count', seal],
    'water.entries': ['count', seal],
    'water.books[].book': ['book', seal],
    'water.books[].year': ['year', seal],
    'water.books[].next': ['number', seal],
    'water.seal': ['seal', seal],
    'life.inc': ['place', seal],
    'life.start': ['place', seal],
    'life.seal': ['seal', seal],
    'certificates[].desk': [
      'desk',
      'this desk’s or the one it was copied from; the register’s seal, while the desk recovers (T15)',
    ],
    'certificates[].account': ['account', 'the register’s seal, while the desk recovers (T15)'],
    'certificates[].key': ['key', 'the register’s seal, while the desk recovers (T15)'],
    'certificates[].at': ['count', 'the register’s seal, while the desk recovers (T15)'],
    'certificates[].seal': ['seal', 'the register’s seal, while the desk recovers (T15)'],
  },
  push: {
    proto: ['proto', protoOf],
    app: ['text', claim],
    epoch: ['epoch', claim],
    inc: ['place', `${incOf}; another is a fork`],
    'ops[]': ['anything', 'each for itself: the rows of an operation'],
    waits: ['flag', 'whether the rest may be held for 3 s, of its own letters alone (N14)'],
  },
  operation: {
    opId: ['op', 'one entry per id and account, for ever; another’s takes nothing from it (P3)'],
    desk: ['desk', 'the desk of the token, or of the manifest'],
    inc: ['place', chain],
    seq: ['place', chain],
    prev: ['hash', chain],
    hash: ['hash', 'computed again (P2)'],
    name: ['command', 'a command this register knows; session operations need the session’s own row (T3)'],
    v: ['count', 'a version this register knows; otherwise quarantined (V2)'],
    'by.account': ['account', signed],
    'by.person': ['account', 'taken from the master data'],
    'by.position': ['position', 'one the person holds by the master data'],
    'at.wall': ['moment', claim],
    'at.skewMs': ['count', claim],
    epoch: ['epoch', claim],
    'base{}': ['count', 'versions of documents: decides what is merged, with the rights of the author'],
    args: ['anything', 'the schema of the command, its rules and the rights of the author'],
    content: ['hash', 'inside the hash; content and salt must have that digest (T37)'],
    salt: ['text', 'inside the hash; content and salt must have that digest (T37)'],
    box: ['text', 'opens for its author, id, name and version alone; then the digest of the content (T37)'],
    'agenda.book': ['book', 'one register of letters, bounds (T16)'],
    'agenda.year': ['year', 'one register of letters, bounds (T16)'],
    'agenda.no': [
      'number',
      'the block in the register’s own book; otherwise marked, noted, and no counter moves (T13)',
    ],
    'agenda.lease': ['lease', 'the block in the register’s own book (T13)'],
    'agenda.provisional': ['text', claim],
    'origin.desk': ['desk', 'inside what is signed; names where it first stood (E4)'],
    'origin.inc': ['place', 'inside what is signed; names where it first stood (E4)'],
    'origin.seq': ['place', 'inside what is signed; names where it first stood (E4)'],
    'proof.key': ['key', 'the author’s at this desk and open (T2)'],
    'proof.sig': ['signature', 'verified (T2)'],
    'signedAt.desk': ['desk', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.inc': ['place', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.seq': ['place', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.prev': ['hash', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.origin.desk': ['desk', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.origin.inc': ['place', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.origin.seq': ['place', 'the hash of that place is made again and its signature verified (T22)'],
    'signedAt.proof.key': ['key', 'the author’s at that desk (T22)'],
    'signedAt.proof.sig': ['signature', 'verified (T22)'],
  },
  pull: {
    proto: ['proto', protoOf],
    epoch: ['epoch', 'equal to the register’s, or it is read again'],
    'scopes{}': ['count', `${scopes}; a version beyond the register’s is read again`],
    limit: ['count', 'bounds'],
    'held{}.remove': ['count', 'a claim: shown to administrators; confirms nothing by itself (L12)'],
    'held{}.of': ['count', 'a claim: shown to administrators (L12)'],
  },
  snapshot: {
    proto: ['proto', protoOf],
    scope: ['scope', scopes],
    token: ['text', 'a place inside the scope, which is asked each time'],
  },
  buckets: { proto: ['proto', protoOf], scope: ['scope', scopes] },
  bucket: { proto: ['proto', protoOf], scope: ['scope', scopes], bucket: ['count', 'bounds'] },
  renew: {
    proto: ['proto', protoOf],
    inc: ['place', 'near what the register knows, 20 in an hour (T18)'],
    machine: ['machine', 'a claim: another one makes a desk of its own (E5)'],
    lastSeq: ['place', 'near what the register knows, 20 in an hour (T18)'],
  },
  reconcile: {
    proto: ['proto', protoOf],
    app: ['text', claim],
    inc: ['place', `${incOf}; higher ones by a sealed incarnation or answer alone (E4)`],
    start: ['place', 'the sealed incarnation, or the first sealed answer and its chain'],
    'life.inc': ['place', seal],
    'life.start': ['place', seal],
    'life.seal': ['seal', seal],
    oldEpoch: ['epoch', claim],
    'ops[].op': ['anything', 'the rows of an operation; without a seal a new entry (T14)'],
    'ops[].result.seq': ['place', 'equal to the operation’s; another is noted (T13)'],
    'ops[].result.opId': ['op', 'equal to the operation’s; another is noted (T13)'],
    'ops[].result.status': ['choice', 'seal over place, hash and answer (T10)'],
    'ops[].result.rv': ['count', 'seal over place, hash and answer (T10)'],
    'ops[].result.code': ['text', 'seal over place, hash and answer (T10)'],
    'ops[].result.field': ['text', 'seal over place, hash and answer (T10)'],
    'ops[].result.notes[].field': ['text', 'seal over place, hash and answer (T10)'],
    'ops[].result.notes[].mine': ['anything', 'seal over place, hash and answer (T10)'],
    'ops[].result.notes[].now': ['anything', 'seal over place, hash and answer (T10)'],
    'ops[].result.notes[].kept': ['choice', 'seal over place, hash and answer (T10)'],
    'ops[].result.notes[].by': ['account', 'seal over place, hash and answer (T10)'],
    'ops[].result.box': ['text', 'opens for its author alone, and gives the notes under the seal (T37)'],
    'ops[].result.agenda.book': ['book', 'seal over place, hash and answer (T10)'],
    'ops[].result.agenda.year': ['year', 'seal over place, hash and answer (T10)'],
    'ops[].result.agenda.no': ['number', 'seal over place, hash and answer (T10)'],
    'ops[].result.decided.by': ['account', 'seal over place, hash and answer (T10)'],
    'ops[].result.decided.at': ['moment', 'seal over place, hash and answer (T10)'],
    'ops[].result.decided.reason': ['text', 'seal over place, hash and answer (T10)'],
    'ops[].result.seal': ['seal', 'seal over place, hash and answer (T10)'],
    'leases[].id': ['lease', 'the seal the block was given with (T11)'],
    'leases[].book': ['book', 'the seal the block was given with (T11)'],
    'leases[].year': ['year', 'the seal the block was given with (T11)'],
    'leases[].from': ['number', 'the seal the block was given with (T11)'],
    'leases[].to': ['number', 'the seal the block was given with (T11)'],
    'leases[].seal': ['seal', 'the seal the block was given with (T11)'],
    'leases[].inc': ['place', 'the seal the block was given with (T11)'],
    'leases[].used': ['number', 'inside the block; numbers in it are this desk’s own'],
    'leases[].closed': ['flag', 'gives its own block back'],
    done: ['flag', 'ends this desk’s own report'],
  },
  carried: {
    'manifest.format': ['choice', 'one word'],
    'manifest.version': ['count', 'one number'],
    'manifest.desk.id': ['desk', 'HMAC with that desk’s token; each operation is proven besides'],
    'manifest.desk.code': ['text', 'HMAC with the desk’s token'],
    'manifest.desk.name': ['text', 'HMAC with the desk’s token'],
    'manifest.inc': ['place', 'HMAC with the desk’s token; equal to the register’s'],
    'manifest.madeAt': ['moment', 'HMAC with the desk’s token'],
    'manifest.hashes[]': ['hash', 'HMAC with the desk’s token'],
    'manifest.scans[].sha256': ['hash', 'HMAC with the desk’s token'],
    'manifest.scans[].size': ['count', 'HMAC with the desk’s token'],
    'manifest.scans[].letter': ['letter', 'HMAC with the desk’s token'],
    'manifest.scans[].sealed': ['hash', 'HMAC with the desk’s token; the whole file by its hash besides (T38)'],
    signature: ['hash', 'HMAC with the desk’s token'],
    proto: ['proto', protoOf],
    'ops[]': ['anything', 'named by the manifest; the rows of an operation'],
  },
  lease: {
    opId: ['op', 'of this desk and incarnation'],
    inc: ['place', incOf],
    book: ['book', 'open by the register’s clock; the right to book; reserve and rate (N9)'],
    year: ['year', 'open by the register’s clock; the right to book; reserve and rate (N9)'],
    moves: ['flag', 'where its own block lies: ahead of the counter or above all it has had (N11)'],
  },
  close: {
    lease: ['lease', 'a block of this desk'],
    inc: ['place', incOf],
    highestUsed: ['number', 'inside the block; it can only give less back'],
  },
  enrol: {
    username: ['username', 'the password'],
    again: ['desk', 'the right to administer, asked in the transaction that gives the new token (T40)'],
    password: ['password', 'argon2id; delays by account and address (T7)'],
    deskName: ['text', 'a claim; so many desks an hour and unused (T8)'],
    machine: ['machine', 'a claim'],
    key: ['key', 'comes with the password; never one that ended or is another’s (T1)'],
  },
  signIn: {
    username: ['username', 'the password'],
    password: ['password', 'argon2id; delays by account, desk and address (T7)'],
    key: ['key', 'comes with the password; never one that ended or is another’s (T1)'],
    proof: ['signature', 'the account’s own key at that desk; tries it signs are counted apart (T7)'],
  },
  setup: {
    code: ['password', '59 random bits; delays (T7); once'],
    username: ['username', 'bounds; once'],
    name: ['text', 'bounds; once'],
    password: ['password', 'bounds; once'],
    lastAgendaNumber: ['number', 'bounds; once'],
    books: ['flag', 'once, with the code'],
  },
  password: {
    password: ['password', 'argon2id; delays as of a sign-in (T7, T51)'],
    next: ['password', 'with the old password of the account that asks (T51)'],
    key: ['key', 'the signature of the account’s key at that desk (T7)'],
    proof: ['signature', 'the signature of the account’s key at that desk (T7)'],
  },
  deskProof: {
    desk: ['desk', 'nothing: whoever names a desk learns an HMAC under the digest of its token (T50)'],
    nonce: ['text', 'bounds; part of the text under the HMAC'],
  },
  account: {
    id: ['account', right],
    username: ['username', right],
    personId: ['account', right],
    admin: ['flag', right],
    disabled: ['flag', right],
    password: ['password', right],
  },
  book: { book: ['book', right], year: ['year', right], next: ['number', `${right}; never back`] },
  gaps: { book: ['book', 'bounds; numbers are no secret'], year: ['year', 'bounds; numbers are no secret'] },
  desk: { name: ['text', right], blockSize: ['count', right], confirmed: ['flag', right] },
  retire: { lost: ['flag', right], copies: ['flag', right] },
  jump: { epoch: ['epoch', `${right}; the restore he was shown`] },
  confirm: {
    scope: ['scope', right],
    desk: ['desk', right],
    account: ['account', right],
    remove: ['count', `${right}; no more than he was shown`],
  },
  waiting: { after: ['count', 'the right to administer; chooses what is shown'] },
  judge: {
    decision: ['choice', right],
    opId: ['op', `${right}; only what was quarantined`],
    desk: ['desk', shown],
    inc: ['place', shown],
    seq: ['place', shown],
    hash: ['hash', shown],
    reason: ['text', right],
  },
};

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

const claimsOf = (rows: Readonly<Record<string, Rows>>): ReadonlyMap<string, ReadonlyMap<string, Claim>> =>
  new Map(
    Object.entries(rows).map(([message, fields]) => [
      message,
      new Map(Object.entries(fields).map(([field, [kind, proved]]) => [field, { kind, proved }])),
    ]),
  );

export const registerClaims = claimsOf(registerRows);
export const channelClaims = claimsOf(channelRows);
