import type { Bug } from './bug.ts';

const engine = ['test/renderer/data', 'test/sync/answers.test.ts', 'test/sync/adversarial.test.ts'];

/** Faults of the copy a desk works on, and of what it tells a restored register. */
export const rendererBugs: readonly Bug[] = [
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
    name: 'what memory shows over a letter forgets the pack it lies in',
    file: 'renderer/data/filing.ts',
    find: 'if (packed?.pack) list(row, packed.line.rv, packed.pack);\n      else list(row, row.rv, null);',
    replace: 'void packed;\n      filing.bring(row);',
    tests: ['test/sync/safe-mode.test.ts'],
  },
  {
    name: 'a scope whose note was lost stays after it was taken away',
    file: 'renderer/data/sync/verify.ts',
    find: 'if (sums[scope] !== undefined) continue;',
    replace: 'if (sums[scope] !== undefined || value.n >= 0) continue;',
    tests: ['test/sync/held.test.ts'],
  },
];
