import {
  call,
  choice,
  comparing,
  drop,
  ifAsking,
  ifDoing,
  never,
  replace,
  returned,
  type Fault,
} from './vocabulary.ts';

/** Faults of what accounts of agencies read and write (PROTOCOL P20). */
export const agencyFaults: readonly Fault[] = [
  {
    name: 'an agency enters what it likes',
    in: 'agencyFault',
    change: [replace(returned('NOT_FOR_AGENCIES'), 'null')],
    tests: ['[P20] is refused of a command nobody knows'],
  },
  {
    name: 'every route is open to agencies',
    in: 'askerIn',
    change: [drop(ifAsking('anyone'))],
    tests: ['[P20] is answered FORBIDDEN by a route that is for everybody of the office'],
  },
  {
    name: 'an account of an agency signs in from any program',
    in: 'placeFault',
    change: [replace(call('wantsCookies'), 'true')],
    tests: ['[P20] signs in from a page of the browser edition alone'],
  },
  {
    name: 'an agency is served what the office is',
    in: 'scopesOf',
    change: [drop(ifAsking('agency'))],
    tests: ['[P20] is its own scope, with excerpts of its own cases alone'],
  },
  {
    name: 'an agency sees its secret cases',
    in: 'agencyOf',
    change: [replace(call('isSecret'), 'false')],
    tests: ['[P20] a secret case is nothing to it'],
  },
  {
    name: 'an agency hands in to the cases of others',
    in: 'agencyRule',
    change: [replace(comparing('===', 'agency'), 'true')],
    tests: ['[P20] is refused of a case that is another agency’s'],
  },
  {
    name: 'what an agency is refused waits for an administrator',
    in: 'unlessKept',
    change: [never(choice('quarantined'))],
    tests: ['[P20] is refused when nobody signed it, and waits for nobody'],
  },
  {
    name: 'an agency learns how many letters the office books',
    in: 'waterOf',
    change: [drop(ifDoing('sealedWater'))],
    tests: ['[P20] says nothing of numbers, books and how much the office writes'],
  },
];
