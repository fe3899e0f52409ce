import { identityFaults } from './identity-faults.ts';
import { trustFaults } from './trust-faults.ts';
import { comparing, drop, ifAsking, ifDoing, never, operand, replace, returned, type Fault } from './vocabulary.ts';

/** What the simulator has to see by what becomes of an office in which one desk lies, whoever else sees it. */
const seen: readonly (readonly [name: string, title: string])[] = [
  ['nobody asks who signed an entry', 'lets nobody act in the name of another'],
  ['a signature is worth what it names, whatever it signs', 'lets nobody act in the name of another'],
  ['a key that ended still counts', 'lets no key and no session count beyond its desk and its day'],
  ['the key of an account at one desk counts at every other', 'lets no key and no session count beyond its desk'],
  ['a key that ended is taken again with the password', 'lets no key and no session count beyond its desk'],
  ['every seal is taken for the own one', 'takes no word of a desk for a loss'],
  ['how far the register had come is believed without a seal', 'takes no word of a desk for a loss'],
  ['a block nobody sealed is remembered', 'believes of the past nothing but its own word'],
  ['an answer of the past counts without a seal', 'believes of the past nothing but its own word'],
];

const again: readonly Fault[] = seen.flatMap(([name, title]) => {
  const fault = [...identityFaults, ...trustFaults].find((one) => one.name === name);
  if (!fault) throw new Error(`no fault is called ${name}`);
  return [{ ...fault, name: `beside a liar: ${name}`, tests: [title] }];
});

/** Faults of the register that a desk of its own making would use. */
export const liarFaults: readonly Fault[] = [
  ...again,
  {
    name: 'beside a liar: whoever may not read a letter adds himself to its readers',
    in: 'secrecyRule',
    change: [replace(returned('NO_RIGHT_TO_READ'), 'null')],
    tests: ['shows nobody what he may not read'],
  },
  {
    name: 'beside a liar: a session counts at every desk',
    in: 'askerIn',
    change: [drop(ifAsking('includes'))],
    tests: ['lets no key and no session count beyond its desk'],
  },
  {
    name: 'beside a liar: anybody closes a block',
    in: 'closeLease',
    change: [drop(operand('desk'))],
    tests: ['gives out every number once, and few at a time'],
  },
  {
    name: 'beside a liar: blocks are given as often as they are asked for',
    in: 'grantLease',
    change: [drop(ifDoing('TOO_MANY_BLOCKS'))],
    tests: ['gives out every number once, and few at a time'],
  },
  {
    name: 'a place of an earlier incarnation is whose who reports it again',
    in: 'takeEarlierIncarnation',
    change: [never(ifDoing('impossible-place'))],
    tests: ['[E5] [T13] says one thing of a place of an earlier incarnation'],
  },
  {
    name: 'an id is anybody’s after a restore',
    in: 'judgeAgain',
    change: [replace(comparing('===', 'idTaken'), 'false')],
    tests: ['[E2] an id that its account used again'],
  },
];
