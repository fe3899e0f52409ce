/** One deliberate fault: a patch that fits exactly once, and what has to notice it. */
export interface Bug {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Files of tests, as vitest takes them. */
  readonly tests: readonly string[];
  /** Worlds of the simulator to run instead, from the first on. */
  readonly seeds?: number;
}

const journal = ['test/main/desk', 'test/shared/desk'];
const server = ['test/server/push.test.ts', 'test/server/numbers.test.ts', 'test/server/merge.test.ts'];
const recovery = ['test/server/recovery', 'test/server/renew.test.ts', 'test/server/high-water.test.ts'];
const pull = ['test/server/pull.test.ts', 'test/server/pull-pages.test.ts', 'test/server/buckets.test.ts'];
const engine = ['test/renderer/data', 'test/sync/answers.test.ts', 'test/sync/adversarial.test.ts'];

/** The faults of such programs as they are known from others, and those the rules of PROTOCOL.md speak of. */
export const bugs: readonly Bug[] = [
  {
    name: 'the journal is not synced',
    file: 'main/desk/journal.ts',
    find: 'if (durable || begins) {',
    replace: 'if (begins) {',
    tests: journal,
  },
  {
    name: 'a number is burned before the disk has it',
    file: 'shared/desk/sequence.ts',
    find: `    try {
      await journal.append(records);
    } catch (error) {
      for (const { waiting } of batch) waiting.done(err(diskRefusal(error)));
      return;
    }
    for (const record of records) foldRecord(state, record);`,
    replace: `    for (const record of records) foldRecord(state, record);
    try {
      await journal.append(records);
    } catch (error) {
      for (const { waiting } of batch) waiting.done(err(diskRefusal(error)));
      return;
    }`,
    tests: journal,
  },
  {
    name: 'a number is given again after the highest was forgotten',
    file: 'shared/desk/grant-number.ts',
    find: 'return open ? { lease: open.id, no: Math.max(open.from, highest + 1) } : null;',
    replace: 'return open ? { lease: open.id, no: Math.max(open.from, highest) } : null;',
    tests: journal,
  },
  {
    name: 'the copy of the numbers outside the journal is not looked at',
    file: 'shared/desk/grant-number.ts',
    find: 'const highest = Math.max(above, ...ours.map(({ used }) => used ?? 0));',
    replace: 'const highest = Math.max(0, ...ours.map(({ used }) => used ?? 0));',
    tests: journal,
  },
  {
    name: 'a copied desk burns numbers',
    file: 'shared/desk/grant-number.ts',
    find: "const burns = number.path === 'desk' && guard.allowed();",
    replace: "const burns = number.path === 'desk';",
    tests: journal,
  },
  {
    name: 'another life uses the old blocks',
    file: 'shared/desk/desk-state.ts',
    find: 'for (const [id, lease] of state.leases) state.leases.set(id, { ...lease, closed: true });\n  if (!life.ops)',
    replace: 'if (!life.ops)',
    tests: journal,
  },
  {
    name: 'a sequence begins again from 1 in another life',
    file: 'shared/desk/desk-state.ts',
    find: 'state.start = state.seq = life.start ?? 0;',
    replace: 'state.start = state.seq = 0;',
    tests: journal,
  },
  {
    name: 'the same entry is journalled twice',
    file: 'shared/desk/sequence.ts',
    find: 'if (known) {\n        queue.shift();',
    replace: 'if (known && waiting.draft.number) {\n        queue.shift();',
    tests: journal,
  },
  {
    name: 'what waited is left behind by a new life',
    file: 'shared/desk/new-life.ts',
    find: '  for (const op of state.pending.values()) {\n    place(',
    replace: '  for (const op of [...state.pending.values()].slice(1)) {\n    place(',
    tests: [...journal, 'test/sync/fork.test.ts'],
  },
  {
    name: 'journal files are put away although something in them waits',
    file: 'shared/desk/closed-files.ts',
    find: 'state.serverTime > 0 && (oldest === undefined || oldest > file.lastSeq)',
    replace: 'state.serverTime > 0 && (oldest === undefined || oldest > 0)',
    tests: journal,
  },
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
    find: '  if (first) return answered(collapsed(first, op));\n  const { name } = op;\n  if (isSessionOp(name)) return answered(await applySession(tx, { ...op, name }));\n  if (!(await',
    replace:
      '  void first;\n  const { name } = op;\n  if (isSessionOp(name)) return answered(await applySession(tx, { ...op, name }));\n  if (!(await',
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
    find: "  if (!(await tx.desks.isSignedIn(op.desk, op.by.account))) {\n    return answered({ status: 'quarantined', rv: null, code: 'NOT_SIGNED_IN' });\n  }\n",
    replace: '',
    tests: server,
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
  if (isSessionOp(name)) return answered(ofThisLife ? await applySession(tx, { ...op, name }, true) : toldOnly(told));
  if (told.rv === null) return answered(toldOnly(told));
  const unconfirmed = await unconfirmedAuthor(tx, teller, op);
  if (unconfirmed) return answered(unconfirmed);
  return runOperation({ ...at, trial: { kind: 'past', told, oldRv: told.rv } }, op, onBug);`,
    replace: `  if (isSessionOp(name)) return answered(ofThisLife ? await applySession(tx, { ...op, name }, true) : toldOnly(told));
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
    name: 'the cursor is written before the data',
    file: 'renderer/data/apply.ts',
    find: "  await store.write(['rows', 'shadows', 'outbox', 'packs', 'columns', 'attention', 'meta'], async (tx) => {",
    replace:
      "  await store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: 'cursors', value: { ...cursors, ...page.next } })));\n" +
      "  await store.write(['rows', 'shadows', 'outbox', 'packs', 'columns', 'attention', 'meta'], async (tx) => {",
    tests: [],
    seeds: 300,
  },
  {
    name: 'an older row replaces a newer one',
    file: 'renderer/data/apply.ts',
    find: 'if (before && !asItIs && before.rv >= row.rv) {',
    replace: 'if (before && !asItIs && before.rv === row.rv) {',
    tests: engine,
  },
  {
    name: 'an entry leaves the outbox with its answer, before its effect was read',
    file: 'renderer/data/apply.ts',
    find: '(result.rv === null ? [[entry.seq, entry] as const] : [])',
    replace: '(result.rv === undefined ? [] : [[entry.seq, entry] as const])',
    tests: engine,
  },
  {
    name: 'the view forgets what is pending when the server sends a row',
    file: 'renderer/data/base-rows.ts',
    find: 'const doc = ops.length === 0 ? base.doc : foldOperations(base.doc, ops, filing.identity.code);\n  if (ops.length > 0) tx.put',
    replace: 'const doc = base.doc;\n  if (ops.length > 0) tx.put',
    tests: engine,
  },
  {
    name: 'an expired session drops what waits',
    file: 'renderer/data/sync/push.ts',
    find: '      return answer;\n    }\n    if (answer.value.results.length === 0)',
    replace:
      "      if (answer.error.status === 401) await takeResults(filing, { results: batch.map(({ seq, opId }) => ({ seq, opId, status: 'rejected', rv: null })), serverTime: 0 }, storeless);\n" +
      '      return answer;\n    }\n    if (answer.value.results.length === 0)',
    tests: engine,
  },
  {
    name: 'another life of the server goes unnoticed',
    file: 'renderer/data/sync/greet.ts',
    find: "      case 'recovery': {",
    replace:
      "      case 'recovery': {\n        memory.hello = hello.value;\n        memory.greeted = true;\n        return ok(null);\n      }\n      case 'recovery' as never: {",
    tests: ['test/sync/restore.test.ts'],
  },
  {
    name: 'blocks are not told to a restored server',
    file: 'renderer/data/sync/reconcile.ts',
    find: '    leases: [...leases.value],',
    replace: '    leases: [],',
    tests: ['test/sync/restore.test.ts'],
  },
  {
    name: 'a mass removal is not held back',
    file: 'renderer/data/removals.ts',
    find: 'return list.size > of * most.share ? of : false;',
    replace: 'void of;\n  return false;',
    tests: ['test/sync/held.test.ts', 'test/renderer/data'],
  },
  {
    name: 'silent loss in the local store goes unnoticed',
    file: 'renderer/data/sync/verify.ts',
    find: '    if (differing.length === 0) {',
    replace: '    if (differing.length >= 0) {',
    tests: ['test/sync/sums.test.ts', 'test/sync/repair.test.ts'],
  },
  {
    name: 'a scan counts as whole without its hash',
    file: 'server/blobs/uploads.ts',
    find: 'const whole = (await hashOf(parts(id))) === sha256;',
    replace: 'const whole = (await hashOf(parts(id))) !== "";',
    tests: ['test/server/blobs.test.ts'],
  },
  {
    name: 'whoever knows the name of a scan may read it',
    file: 'server/blobs/letter-scan.ts',
    find: "  if (!mine.some((scope) => readable.includes(scope))) return err('NOT_FOUND');\n",
    replace: '  void [mine, readable];\n',
    tests: ['test/server/blobs.test.ts'],
  },
];
