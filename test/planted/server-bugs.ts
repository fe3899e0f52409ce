import type { Bug } from './bug.ts';

const server = ['test/server/push.test.ts', 'test/server/numbers.test.ts', 'test/server/merge.test.ts'];
const recovery = ['test/server/recovery', 'test/server/renew.test.ts', 'test/server/high-water.test.ts'];
const whoActs = ['test/security/who-acts.test.ts'];
const pull = ['test/server/pull.test.ts', 'test/server/pull-pages.test.ts', 'test/server/buckets.test.ts'];

/** Faults of the register: what it takes, keeps, tells and gives out. */
export const serverBugs: readonly Bug[] = [
  {
    name: 'a known operation runs again',
    file: 'server/sync/push.ts',
    find: '    if (link.known) {\n      results.push(answerOf(link.known));\n      continue;\n    }\n',
    replace: '',
    tests: server,
  },
  {
    name: 'a repeated entry under another place runs again',
    file: 'server/sync/judge.ts',
    find: '  if (first) return answered(collapsed(first, op));\n  const doubt',
    replace: '  void first;\n  const doubt',
    tests: [...server, ...recovery],
  },
  {
    name: 'a gap in the sequence is passed over',
    file: 'server/sync/chain.ts',
    find: "    if (link.seq > lastSeq + 1) return err({ code: 'GAP', expect: lastSeq + 1 });\n",
    replace: '',
    tests: server,
  },
  {
    name: 'the hash chain is not looked at',
    file: 'server/sync/chain.ts',
    find: "    if (!fits) return err({ code: 'FORK' });\n",
    replace: '    void fits;\n',
    tests: server,
  },
  {
    name: 'a rewound desk goes on as if nothing were',
    file: 'server/sync/hello.ts',
    find: '  if (lastSeq < desk.lastSeq) return true;\n  return lastSeq > 0 && desk.lastHash !== lastHash;',
    replace: '  return false;',
    tests: [...recovery, 'test/server/push.test.ts'],
  },
  {
    name: 'one bad operation stops the rest',
    file: 'server/sync/judge.ts',
    find: '    if (isStoreFault(error)) throw error;\n    onBug(error, { name: op.name, desk: op.desk, seq: op.seq });',
    replace: '    throw error;',
    tests: server,
  },
  {
    name: 'whoever is signed out may still write',
    file: 'server/sync/judge.ts',
    find: "  if (!moved && !(await tx.desks.isSignedIn(op.desk, op.by.account))) {\n    return answered({ status: 'quarantined', rv: null, code: 'NOT_SIGNED_IN' });\n  }\n",
    replace: '',
    tests: server,
  },
  {
    name: 'nobody asks who signed an entry',
    file: 'server/sync/judge.ts',
    find: "  if (doubt) return answered({ status: 'quarantined', rv: null, code: doubt });\n",
    replace: '  void doubt;\n',
    tests: whoActs,
  },
  {
    name: 'a signature is worth what it names, whatever it signs',
    file: 'server/sync/proven.ts',
    find: 'holds[i] === true ?',
    replace: 'holds.length > i ?',
    tests: whoActs,
  },
  {
    name: 'a key that ended still counts',
    file: 'server/sync/proven.ts',
    find: "  return key.endedAt === null ? null : 'KEY_ENDED';",
    replace: '  return null;',
    tests: whoActs,
  },
  {
    name: 'the key of an account at one desk counts at every other',
    file: 'server/sync/proven.ts',
    find: '!isHere(key.desk) || ',
    replace: '',
    tests: whoActs,
  },
  {
    name: 'a session of anybody lets master data change',
    file: 'server/sync/confirmed-author.ts',
    find: '  if (here && session.desk !== null && session.account === by.account) return null;',
    replace: '  if (here && session.desk !== null) return null;',
    tests: whoActs,
  },
  {
    name: 'a key that ended is taken again with the password',
    file: 'server/auth/keys.ts',
    find: "    return here && known.endedAt === null ? ok(null) : err('KEY_ENDED');",
    replace: "    return here ? ok(null) : err('KEY_ENDED');",
    tests: whoActs,
  },
  {
    name: 'a new password leaves the old keys',
    file: 'server/auth/ends.ts',
    find: '  await tx.keys.endOfAccount(account, spared?.desk ?? null, at, why);\n',
    replace: '',
    tests: whoActs,
  },
  {
    name: 'a desk that comes back has its sessions still',
    file: 'server/auth/ends.ts',
    find: '  await tx.accounts.endSessionsAt(desk);\n',
    replace: '',
    tests: whoActs,
  },
  {
    name: 'an account disabled by an operation goes on',
    file: 'server/sync/apply.ts',
    find: "    await endAccount(tx, change.ref.id, 'disabled', now);\n",
    replace: '',
    tests: whoActs,
  },
  {
    name: 'a retired desk is heard',
    file: 'server/auth/callers.ts',
    find: "  return desk.retired ? err('DESK_RETIRED') : ok(desk);",
    replace: '  return ok(desk);',
    tests: whoActs,
  },
  {
    name: 'the live channel outlives the session it was opened with',
    file: 'server/app.ts',
    find: '  const ended = (): Promise<void> => store.read((tx) => live.review(tx));',
    replace: '  const ended = (): Promise<void> => Promise.resolve();',
    tests: whoActs,
  },
  {
    name: 'every address has guesses of its own at an account',
    file: 'server/auth/sign-in.ts',
    find: "    { kind: 'account', name: account?.id ?? counterOfNobody(username) },\n",
    replace: '',
    tests: whoActs,
  },
  {
    name: 'a stranger makes the owner wait at his own desk',
    file: 'server/auth/sign-in.ts',
    find: "  if (known) return [{ kind: 'desk', name: `${desk.id} ${account.id}` }];\n",
    replace: '  void known;\n',
    tests: whoActs,
  },
  {
    name: 'a refused entry stays in the books',
    file: 'server/sync/apply.ts',
    find: "  if (refusal && (verdict === 'rejected' || verdict === 'quarantined')) return only(refused(verdict, refusal));\n",
    replace: '',
    tests: server,
  },
  {
    name: 'the later correction silently wins',
    file: 'server/sync/merge.ts',
    find: '  if (!command.merge) return { args, notes: [] };',
    replace: '  if (command.merge) return { args, notes: [] };\n  if (!command.merge) return { args, notes: [] };',
    tests: server,
  },
  {
    name: 'the server gives a number twice',
    file: 'server/numbers/take.ts',
    find: 'await tx.numbers.putBook({ ...name, next: no + 1 });\n  return no;',
    replace: 'return no;',
    tests: [...server, 'test/server/gaps.test.ts'],
  },
  {
    name: 'a block is given to two desks',
    file: 'server/numbers/lease.ts',
    find: '  await tx.numbers.putBook({ book, year, next: to + 1 });\n',
    replace: '',
    tests: server,
  },
  {
    name: 'a lost answer costs another block',
    file: 'server/numbers/lease.ts',
    find: '  if (known) return ok(known);\n  if (!openBooks',
    replace: '  void known;\n  if (!openBooks',
    tests: server,
  },
  {
    name: 'the mark is written after the answer',
    file: 'server/numbers/high-water.ts',
    find: '        if (counted.length > 0) return save();\n',
    replace: '',
    tests: recovery,
  },
  {
    name: 'a restored register goes on in its old life',
    file: 'server/numbers/high-water.ts',
    find: 'if (rv < mark.rv || (epoch !== mark.epoch && mark.rv > floor)) return true;',
    replace: '',
    tests: recovery,
  },
  {
    name: 'numbers are given although nobody knows which stand on paper',
    file: 'server/numbers/lease.ts',
    find: "  if ((await numberingIs(tx)) === 'closed') return err('NUMBERING_CLOSED');\n",
    replace: '',
    tests: recovery,
  },
  {
    name: 'what a restored register refused before runs after all',
    file: 'server/sync/take-past.ts',
    find: `  if (told.status === 'rejected' || told.status === 'quarantined') return answered(toldOnly(told));
  // Who was signed in in an earlier life was signed in again when this one began.
  if (isSessionOp(name)) return answered(ofThisLife ? await applySession(tx, teller, { ...op, name }) : toldOnly(told));
  if (told.rv === null) return answered(toldOnly(told));
  const unconfirmed = await unconfirmedAuthor(tx, teller, op);
  if (unconfirmed) return answered(unconfirmed);
  return runOperation({ ...at, trial: { kind: 'past', told, oldRv: told.rv } }, op, onBug);`,
    replace: `  if (isSessionOp(name)) return answered(ofThisLife ? await applySession(tx, teller, { ...op, name }) : toldOnly(told));
  const unconfirmed = await unconfirmedAuthor(tx, teller, op);
  if (unconfirmed) return answered(unconfirmed);
  return runOperation({ ...at, trial: { kind: 'past', told, oldRv: told.rv ?? 0 } }, op, onBug);`,
    tests: recovery,
  },
  {
    name: 'a letter heard again gets another number',
    file: 'server/sync/apply.ts',
    find: "return trial.kind === 'past' ? takeAgain(tx, op.agenda, trial.told, letter) : takeNumber(tx, desk, op.agenda, letter);",
    replace: 'return takeNumber(tx, desk, op.agenda, letter);',
    tests: recovery,
  },
  {
    name: 'what waits for another desk to report is forgotten',
    file: 'server/sync/parked.ts',
    find: '  for (const parked of await tx.desks.unblocked()) {',
    replace: '  for (const parked of (await tx.desks.unblocked()).slice(1)) {',
    tests: recovery,
  },
  {
    name: 'a scope read to its limit counts as read whole',
    file: 'server/sync/pull.ts',
    find: 'tx.scopes.changed(scope, cursor, limit + 1)',
    replace: 'tx.scopes.changed(scope, cursor, limit)',
    tests: pull,
  },
  {
    name: 'a page ends within a version',
    file: 'server/sync/pull.ts',
    find: 'return first < beyond ? beyond - 1 : null;',
    replace: 'return beyond;',
    tests: pull,
  },
  {
    name: 'a removal older than is remembered is never heard of',
    file: 'server/sync/pull.ts',
    find: ' || cursor < (await tx.scopes.state(scope)).floorRv) resync',
    replace: ') resync',
    tests: pull,
  },
  {
    name: 'a scan counts as whole without its hash',
    file: 'server/blobs/uploads.ts',
    find: 'const whole = (await hashOf(parts(id))) === sha256;',
    replace: 'const whole = (await hashOf(parts(id))) !== "";',
    tests: ['test/server/blobs'],
  },
  {
    name: 'whoever knows the name of a scan may read it',
    file: 'server/blobs/letter-scan.ts',
    find: "  if (!mine.some((scope) => readable.includes(scope))) return err('NOT_FOUND');\n",
    replace: '  void [mine, readable];\n',
    tests: ['test/server/blobs'],
  },
  {
    name: 'two lives given at one moment begin beside each other',
    file: 'server/sync/renew.ts',
    find: 'if (!unheard(desk, request) && !(await recentlyRestored(tx, clock.now()))) return 0;',
    replace: 'if (!(await recentlyRestored(tx, clock.now()))) return 0;',
    tests: ['test/server/renew.test.ts'],
  },
];
