import {
  always,
  argument,
  body,
  call,
  callee,
  choice,
  clause,
  comparing,
  drop,
  from,
  ifAsking,
  insertBefore,
  operator,
  parameter,
  replace,
  returned,
  statement,
  subject,
  valueOf,
  within,
  type Fault,
  type Place,
} from './vocabulary.ts';

/** A statement of what is done after a handshake that is in order. */
const whenOk = (...marks: string[]): Place => within(clause('ok'), statement(...marks));

/** Faults of the local replica, and of what a desk replays to a restored register. */
export const rendererFaults: readonly Fault[] = [
  {
    name: 'the cursor is written before the data',
    in: 'applyPage',
    change: [
      insertBefore(
        statement('outbox', 'write'),
        (write, tx, put) => `await ${write}(['meta'], async (${tx}) => { ${put} });`,
        callee(call('write')),
        parameter(argument(call('write'), 1)),
        statement('cursors'),
      ),
    ],
    tests: ['[L3] after a crash at any point, cursor'],
  },
  {
    name: 'nobody is notified that the desk was copied',
    in: 'shakeHands',
    change: [drop(whenOk('notifyCopied'))],
    tests: ['[E7] both sides of a copy'],
  },
  {
    name: 'an older row replaces a newer one',
    in: 'applyRow',
    change: [operator(comparing('>=', 'rv'), '===')],
    tests: ['[L4] a row older than the one known changes nothing'],
  },
  {
    name: 'an entry leaves the outbox with its answer, before its effect was read',
    in: 'applyResults',
    change: [always(within(call('Map'), choice('rv')))],
    tests: ['[P11] an answered entry stays in the view'],
  },
  {
    name: 'the view forgets what is pending when the server sends a row',
    in: 'putBase',
    change: [always(choice('rebaseOperations'))],
    tests: ['[L4] pending entries are rebased onto the newest row'],
  },
  {
    name: 'an expired session drops pending operations',
    in: 'pushPending',
    change: [
      insertBefore(
        ifAsking('413'),
        (answer, replica, storeless, batch) =>
          `if (${answer}.error.status === 401) {
            const results = ${batch}.map(({ seq, opId }) => ({ seq, opId, status: 'rejected', rv: null }));
            await takeResults(${replica}, { results, serverTime: 0 }, ${storeless});
          }`,
        subject(argument(call('takeResults'), 1)),
        argument(call('takeResults'), 0),
        argument(call('takeResults'), 2),
        valueOf('ops'),
      ),
    ],
    tests: ['[P7] an expired session pauses the exchange'],
  },
  {
    name: 'another epoch of the server goes unnoticed',
    in: 'shakeHands',
    change: [
      replace(
        body(clause('recovery')),
        (_, ...asIfOk) => asIfOk.join('\n'),
        whenOk('handshake'),
        whenOk('hello'),
        whenOk('ok', 'null'),
      ),
    ],
    tests: ['[E2] interrupted after every piece'],
  },
  {
    name: 'blocks are not reported to a restored server',
    in: 'requestOf',
    change: [replace(valueOf('leases'), '[]')],
    tests: ['[E3] learns of the blocks given out after its backup'],
  },
  {
    name: 'a mass removal is not withheld',
    in: 'tooMany',
    change: [replace(returned(), 'false')],
    tests: ['[L12] is withheld until an administrator confirmed it'],
  },
  {
    name: 'silent loss in the local store goes unnoticed',
    in: 'verify',
    change: [always(ifAsking(from('differingScopes')))],
    tests: ['[L9] rows the browser lost silently'],
  },
  {
    name: 'the overlay over a letter forgets the pack it lies in',
    in: 'makeReplica',
    change: [
      replace(
        ifAsking('pack'),
        (_, bring, row) => `${bring}(${row});`,
        callee(call('bring')),
        argument(call('list', 'pack'), 0),
      ),
    ],
    tests: ['[S3] a letter removed while two windows show an entry on it'],
  },
  {
    name: 'a scope whose note was lost stays after it was revoked',
    in: 'dropForgotten',
    change: [always(ifAsking())],
    tests: ['[D7] [L1] a revoked scope whose note the store lost'],
  },
];
