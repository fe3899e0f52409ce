import {
  addend,
  argument,
  attempt,
  call,
  drop,
  from,
  ifAsking,
  ifDoing,
  iterated,
  loop,
  nth,
  operand,
  condition,
  property,
  replace,
  swap,
  within,
  type Fault,
} from './vocabulary.ts';

/** Faults of the journal, of a desk’s sequence and of its numbers. */
export const deskFaults: readonly Fault[] = [
  {
    name: 'the journal is not synced',
    in: 'openJournal.put',
    change: [drop(nth(1, 2, within(ifDoing('sync'), operand())))],
    tests: ['[D1] [N1] an operation and its number are on the disk before they are answered'],
  },
  {
    name: 'a number is burned before the disk has it',
    in: 'makeSequence.drain',
    change: [swap(attempt('append'), loop('foldRecord'))],
    tests: ['[D1] what was not synced was never answered'],
  },
  {
    name: 'a number is given again after the highest was forgotten',
    in: 'nextNumber',
    change: [drop(within(call('max'), addend('1')))],
    tests: ['[N1] [N2] go up through the block'],
  },
  {
    name: 'the copy of the numbers outside the journal is ignored',
    in: 'nextNumber',
    change: [replace(argument(call('max', 'used'), 0), '0')],
    tests: ['[N1] the second copy of the highest numbers'],
  },
  {
    name: 'a copied desk burns numbers',
    in: 'grantNumber',
    change: [drop(operand('allowed'))],
    tests: ['[N5] [E5] is noticed at once'],
  },
  {
    name: 'a new incarnation uses the old blocks',
    in: 'foldIncarnation',
    change: [drop(loop('closed'))],
    tests: ['[N5] another incarnation of the desk does not use the old blocks'],
  },
  {
    name: 'a sequence begins again from 1 in a new incarnation',
    in: 'foldIncarnation',
    change: [drop(operand('start'))],
    tests: ['[E2] [E4] comes in pieces of one incarnation each'],
  },
  {
    name: 'the same entry is journalled twice',
    in: 'makeSequence.drain',
    change: [replace(condition(ifAsking(from('byOpId'))), (known) => `${known} && ${known}.agenda`)],
    tests: ['[D2] the same operation id'],
  },
  {
    name: 'pending operations are left behind by a new incarnation',
    in: 'newIncarnation',
    change: [replace(iterated(loop('pending')), (waiting) => `[...${waiting}].slice(1)`)],
    tests: ['[E4] [E6] gives pending operations numbers above every old one'],
  },
  {
    name: 'journal files are removed although something in them is pending',
    in: 'markAnswered',
    change: [replace(property('lastSeq'), '0')],
    tests: ['stay while anything in them is pending'],
  },
];
