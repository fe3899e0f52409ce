import {
  call,
  callee,
  choice,
  drop,
  ifAsking,
  ifDoing,
  never,
  operand,
  valueOf,
  replace,
  returned,
  subject,
  type Fault,
} from './vocabulary.ts';

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
    name: 'a window says that a restored register has everything',
    in: 'makeExchange.replayed',
    change: [replace(choice('endsWith'), 'true')],
    tests: ['[E2] that a restored register has everything'],
  },
  {
    name: 'a handshake says another place than the journal',
    in: 'makeExchange.outgoing',
    change: [replace(valueOf('lastSeq'), '0')],
    tests: ['[P2] of its place in the sequence'],
  },
  {
    name: 'a window takes as many incarnations as it likes',
    in: 'windowDesk.renew',
    change: [drop(ifDoing('refuseUnobserved'))],
    tests: ['[E4] a new incarnation is asked for when'],
  },
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
export const trustFaults: readonly Fault[] = [...seals, ...apart];
