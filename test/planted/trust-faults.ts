import {
  always,
  argument,
  call,
  callee,
  choice,
  comparing,
  drop,
  from,
  ifAsking,
  ifDoing,
  literal,
  loop,
  never,
  operand,
  property,
  replace,
  returned,
  statement,
  subject,
  valueOf,
  type Fault,
} from './vocabulary.ts';

/** Faults of identity: which signatures and sessions count, for how long, and who may try passwords. */
const whoActs: readonly Fault[] = [
  {
    name: 'nobody asks who signed an entry',
    in: 'judge',
    change: [drop(ifAsking(from('doubtOf')))],
    tests: ['[T2] signs nobody in and saves no account'],
  },
  {
    name: 'a signature is worth what it names, whatever it signs',
    in: 'vouchersOf',
    change: [replace(comparing('===', 'true'), 'true')],
    tests: ['[T2] nor with the clerk', '[T2] an operation signed for one sequence number'],
  },
  {
    name: 'a key that ended still counts',
    in: 'doubtOf',
    change: [replace(returned('KEY_ENDED'), 'null')],
    tests: ['[T4] after a new password'],
  },
  {
    name: 'the key of an account at one desk counts at every other',
    in: 'doubtOf',
    change: [drop(operand('isHere', from('get')))],
    tests: ['[T2] the key an account has at another desk'],
  },
  {
    name: 'a session of anybody lets master data change',
    in: 'unconfirmedAuthor',
    change: [drop(operand('account'))],
    tests: ['[T3] master data require a session the register opened'],
  },
  {
    name: 'a key that ended is taken again with the password',
    in: 'takeKey',
    change: [drop(operand('endedAt'))],
    tests: ['[T1] a key that ended never counts again'],
  },
  {
    name: 'a new password leaves the old keys',
    in: 'endAccount',
    change: [drop(statement('endOfAccount'))],
    tests: ['[T4] after a new password'],
  },
  {
    name: 'a desk that comes back has its sessions still',
    in: 'endDesk',
    change: [drop(statement('endSessionsAt'))],
    tests: ['[T4] taken back into service, it has neither session nor key'],
  },
  {
    name: 'an account disabled by an operation goes on',
    in: 'written',
    change: [drop(ifDoing('endAccount'))],
    tests: ['[T4] an account disabled by an operation'],
  },
  {
    name: 'a retired desk is answered',
    in: 'deskOf',
    change: [never(choice('DESK_RETIRED'))],
    tests: ['[T5] a retired desk is answered one thing'],
  },
  {
    name: 'the live channel outlives the session it was opened with',
    in: 'depsOf',
    change: [replace(call('review'), 'null')],
    tests: ['[T6] closes at once when its account'],
  },
  {
    name: 'a decision is taken over whatever stands under the id',
    in: 'findShown',
    change: [never(ifAsking('inc')), always(ifAsking('sentBy'))],
    tests: ['[P13] of which the'],
  },
  {
    name: 'everything that waits is read at once',
    in: 'nextPiece',
    change: [drop(ifAsking('piece'))],
    tests: ['[P13] fills no more than a page', '[V2] a start runs what it understands now a piece at a time'],
  },
  {
    name: 'as much waits for an administrator as anybody likes to send',
    in: 'withinRoom',
    change: [drop(ifAsking('isFull'))],
    tests: ['[P13] is refused what is more than anybody can decide on'],
  },
  {
    name: 'whatever came under an id has it',
    in: 'collapsed',
    change: [
      replace(
        call('effectOf'),
        (one) => `${one.replace('effectOf', 'hasArrived').replace(/, [^,]*\)$/, ', null)')}.then((is) => is || null)`,
      ),
    ],
    tests: [
      '[P3] takes nothing from its author by nonsense',
      '[P3] takes nothing from its author by sending something, or the same',
    ],
  },
  {
    name: 'what nobody vouches for stands for the entry of its author',
    in: 'collapsed',
    change: [never(choice(from('lineage')))],
    tests: ['[P3] [T37] takes nothing from its author by sending it first'],
  },
  {
    name: 'what another account recorded under an id is taken for a repetition',
    in: 'recordId',
    change: [never(choice('hasEffectOfOthers'))],
    tests: ['[P3] takes nothing from its author by what takes effect under it'],
  },
  {
    name: 'an entry that took effect runs again when an administrator accepts it',
    in: 'underItsId',
    change: [always(ifDoing('null'))],
    tests: ['[P13] does not have it run twice'],
  },
  {
    name: 'everything that came under an id is read for each that comes',
    in: 'collapsed',
    change: [
      replace(
        call('sameEntry', from('entry')),
        (one) =>
          `(await ${one
            .replace('sameEntry', 'placesOf')
            .replace(/\((.*), (.*), (.*)\)$/, '({ opId: $1, entry: $2, vouched: $3 === null, lineage: $3 }, 1e9)')})` +
          '.find(({ result }) => result.length > 2)',
      ),
    ],
    tests: ['[P3] [E4] costs the same too'],
  },
  {
    name: 'what an entry was merged with goes to whoever names it',
    in: 'answersTo',
    change: [always(ifAsking('length'))],
    tests: [
      'alone when it is pushed again',
      'alone when it is reported as past',
      'what an entry was merged with late leaves the register',
    ],
  },
  {
    name: 'what is quarantined in a newer form is read as one of today',
    in: 'viewOfQuarantined',
    change: [drop(ifAsking('acceptable'))],
    tests: ['[V2] %s is hidden from administrators', '[S2] is hidden too when it follows one that everybody reads'],
  },
  {
    name: 'each copy of a desk has room of its own',
    in: 'lineageOf',
    change: [drop(loop('origin'))],
    tests: ['[P13] is not given the room of another one by a copy'],
  },
  {
    name: 'a removal is noted of whatever scope is named',
    in: 'withheldChanges',
    change: [drop(ifAsking('includes'))],
    tests: ['[L12] are noted of scopes of the account alone'],
  },
  {
    name: 'a refused letter makes any number void that it names',
    in: 'voidRefused',
    change: [always(ifDoing('addGap'))],
    tests: ['[T45] [N2] a refused letter makes no number void'],
  },
  {
    name: 'a copy takes numbers of the desk it came from',
    in: 'wasItsOwn',
    change: [replace(call('burnedBeforeCopy'), 'true')],
    tests: ['the number stays the origin’s', 'loses no number to a refused entry that the copy made up'],
  },
  {
    name: 'a copy goes on from any sequence number of its origin',
    in: 'burnedBeforeCopy',
    change: [drop(operand('originSeq'))],
    tests: ['is not the copy’s above the sequence number it went on from'],
  },
  {
    name: 'a number is the copy’s by the signature of another entry',
    in: 'burnedBeforeCopy',
    change: [replace(call('verifySignature'), 'true')],
    tests: ['the number stays the origin’s'],
  },
  {
    name: 'a window is told which documents others have entries for',
    in: 'withhold',
    change: [replace(valueOf('base'), (_empty, read = '') => read, property('base'))],
    tests: ['[T25] his entries pass the window without the ids of documents'],
  },
  {
    name: 'a confirmed removal is as large as its desk likes',
    in: 'confirmRemoval',
    change: [drop(ifDoing('NOT_AS_SHOWN'))],
    tests: ['[L12] what grew after it was shown'],
  },
  {
    name: 'every address has tries of its own at an account',
    in: 'countersOf',
    change: [replace(returned('nobody'), (counters) => `${counters}.slice(1)`)],
    tests: ['[T7] sixty addresses'],
  },
  {
    name: 'a stranger makes the owner wait at his own desk',
    in: 'countersOf',
    change: [drop(ifDoing('desk'))],
    tests: ['[T7] nobody elsewhere locks the owner out'],
  },
  {
    name: 'each copy of a desk brings tries of its own',
    in: 'countersOf',
    change: [replace(call('lineageOf'), (_, desk = '') => `${desk}.id`, argument(call('lineageOf'), 1))],
    tests: ['[T7] copies of a desk bring no further tries'],
  },
  {
    name: 'any key vouches for a try',
    in: 'ownCounter',
    change: [drop(operand('endedAt'))],
    tests: ['[T7] a signature vouches for one password at one desk'],
  },
  {
    name: 'a signature vouches for every password',
    in: 'isSigned',
    change: [replace(returned(from('verify')), 'true')],
    tests: ['[T7] a signature vouches for one password at one desk'],
  },
  {
    name: 'names nobody has share a few counters',
    in: 'nobody',
    change: [replace(call('of'), (one) => `${one}.slice(0, 1)`)],
    tests: ['[T7] no name nobody has shares a counter'],
  },
  {
    name: 'counters of accounts are kept and those of nobody dropped',
    in: 'makeGuesses.surplus',
    change: [drop(literal("'account'"))],
    tests: ['[T7] counters of accounts are forgotten like those'],
  },
  {
    name: 'desks nobody uses count whoever enrolled them',
    in: 'enrolmentFault',
    change: [replace(comparing('===', 'id'), 'true')],
    tests: ['[T8] accounts that enrol all they may stop nobody else'],
  },
  {
    name: 'an administrator enrols no more than anybody',
    in: 'enrolmentFault',
    change: [drop(ifAsking('isAdministrator'))],
    tests: ['[T8] accounts that enrol all they may stop nobody else'],
  },
  {
    name: 'a desk is copied without end',
    in: 'copyFault',
    change: [drop(ifDoing('TOO_MANY_DESKS'))],
    tests: ['[E8] makes no more than a few desks of one in an hour'],
  },
  {
    name: 'who copies a desk enrols none',
    in: 'becomeCopy',
    change: [replace(valueOf('by'), 'null')],
    tests: ['[E8] counts its copies among the desks it enrols', '[E8] [T8] counts a copy that sent nothing'],
  },
  {
    name: 'a copy counts as used before it sent anything',
    in: 'neverUsed',
    change: [drop(operand(from('origin')))],
    tests: ['[E8] [T8] counts a copy that sent nothing'],
  },
  {
    name: 'every copy gets numbers',
    in: 'grantLease',
    change: [drop(ifAsking('mayReserve'))],
    tests: ['[E8] gets no numbers for the fourth copy'],
  },
  {
    name: 'copies of a lost desk go on',
    in: 'deskRoutes',
    change: [drop(loop('copiesOf'))],
    tests: ['[E8] takes its copies with it'],
  },
  {
    name: 'an administrator retires the desk he sits at',
    in: 'deskRoutes',
    change: [drop(operand('id'))],
    tests: ['[E8] leaves those the administrator wants to keep'],
  },
  {
    name: 'a session in use never ends',
    in: 'endOf',
    change: [drop(argument(call('min'), 1))],
    tests: ['[T9] ends after 90 days though it is used every day'],
  },
  {
    name: 'nobody learns that somebody tries',
    in: 'noteRefusal',
    change: [drop(statement('warn'))],
    tests: ['names a refused sign-in, and nothing that was typed'],
  },
  {
    name: 'a password everybody tries first is taken',
    in: 'givesWeakPassword',
    change: [drop(operand('isCommonPassword'))],
    tests: ['is taken of nobody, in whatever case'],
  },
  {
    name: 'any host of the domain sets our cookies',
    in: 'cookieName',
    change: [never(choice())],
    tests: ['are bound to this host where TLS is on'],
  },
  {
    name: 'a cookie of another host counts before ours',
    in: 'cookieOf',
    change: [drop(operand('hostOnly'))],
    tests: ['that another host of the domain set count for nothing'],
  },
];

/** Faults of the register's seals and of the bounds of what it reads. */
const seals: readonly Fault[] = [
  {
    name: 'every seal is taken for the own one',
    in: 'sealsWith.hold',
    change: [replace(returned('timingSafeEqual'), 'true')],
    tests: ['[T10] an answer belongs to its operation', '[T12] a forged water'],
  },
  {
    name: 'how far the register had come is believed without a seal',
    in: 'readWater',
    change: [drop(ifDoing('broken-seal'))],
    tests: ['[T12] a forged water'],
  },
  {
    name: 'a block nobody sealed is remembered',
    in: 'holderOf',
    change: [replace(call('isOwnBlock'), 'true')],
    tests: ['[T11] a block without the seal it was issued with'],
  },
  {
    name: 'an answer of the past counts without a seal',
    in: 'judgeAgain',
    change: [replace(call('isOwnAnswer'), 'true')],
    tests: ['[T10] an answer belongs to its operation'],
  },
  {
    name: 'a key is restored without the register’s certificate',
    in: 'takeCertificates',
    change: [drop(operand('isOwnCertificate'))],
    tests: ['[T15] a forged certificate takes no key'],
  },
  {
    name: 'a number of another desk marks its letter',
    in: 'takeNumber',
    change: [drop(ifAsking('ofAnother'))],
    tests: ['marks the letter that claims it and no other'],
  },
  {
    name: 'agenda numbers have no end',
    in: 'agendaNumber',
    change: [replace(call('max'), (_, rest = '') => rest, subject(callee(call('max'))))],
    tests: ['[T16] a block', 'beyond all bounds is answered'],
  },
];

/** Faults of the separation of accounts at a desk. */
const apart: readonly Fault[] = [
  {
    name: 'the window signs anybody in',
    in: 'windowDesk.append',
    change: [drop(ifDoing('SESSION_OPS_ARE_THE_DESKS'))],
    tests: ["[T24] signs nobody in: session operations are the desk core's own"],
  },
  {
    name: 'the window burns numbers the desk was never given',
    in: 'windowDesk.append',
    change: [drop(ifDoing('NUMBER_NOT_OURS'))],
    tests: ['[T24] burns no number the desk was never issued'],
  },
  {
    name: 'the window asks in the name of another account',
    in: 'makeForward',
    change: [drop(operand('some'))],
    tests: ['[T24] no request goes out in the name of who is not at the window'],
  },
  {
    name: 'secret records are kept plain under a key',
    in: 'sealedStore.closed',
    change: [never(choice('sealRecord'))],
    tests: ['[T30] keeps readable what the whole office may read, and nothing else'],
  },
  {
    name: 'a plain record is believed where it must lie sealed',
    in: 'openRecord',
    change: [never(choice('isSecretRecord'))],
    tests: ['[T31] opens a record at its own place alone'],
  },
];

/** Faults of the trust between register, desks and people (decision 20). */
export const trustFaults: readonly Fault[] = [...whoActs, ...seals, ...apart];
